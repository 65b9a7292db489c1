package cn.jinlin.supervision.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.evidence.LedgerEntry;

/** Short words for what happened, with the usual limits. */
final class Story {
    static final Instant START = Instant.parse("2026-03-01T01:00:00Z");
    static final Limits LIMITS = new Limits(3, Duration.ofDays(90), 5, Duration.ofMinutes(2), Duration.ofMinutes(10), 3000, 2, 3,
            Duration.ofHours(24), 720, Duration.ofHours(1), Period.ofMonths(6), 5, 0.6, Duration.ofDays(90), 3);
    static final String HERE = "350211102006";
    static final String THERE = "350211104001";

    private Story() {}

    static Instant day(double days) {
        return START.plusSeconds((long) (days * 86_400));
    }

    static Deed of(Kind kind, String order, String member, Instant at) {
        return new Deed(order + ":" + kind + ":" + member, kind, order, HERE, Optional.of(member), Optional.empty(), at,
                Optional.empty(), 0, false, Optional.empty(), Optional.empty());
    }

    static Deed byOfficer(Deed deed) {
        return new Deed(deed.key(), deed.kind(), deed.orderId(), deed.communityId(), deed.memberId(), deed.unitId(), deed.at(),
                deed.startsAt(), deed.minutes(), true, deed.device(), deed.distanceMetres());
    }

    static Deed order(Kind kind, String order, Instant at, Instant startsAt) {
        return new Deed(order + ":" + kind + ":", kind, order, HERE, Optional.empty(), Optional.empty(), at,
                Optional.of(startsAt), 0, false, Optional.empty(), Optional.empty());
    }

    static Deed scan(String order, String member, String community, Instant at, int minutes) {
        return new Deed("credit-" + order + "-" + member, Kind.CREDITED, order, community, Optional.of(member), Optional.empty(),
                at, Optional.of(at), minutes, false, Optional.of("device-" + member), Optional.empty());
    }

    static Deed scan(String order, String member, Instant at) {
        return scan(order, member, HERE, at, 60);
    }

    static Deed far(Deed scan, int metres) {
        return new Deed(scan.key(), scan.kind(), scan.orderId(), scan.communityId(), scan.memberId(), scan.unitId(), scan.at(),
                scan.startsAt(), scan.minutes(), scan.byOfficer(), scan.device(), Optional.of(metres));
    }

    static LedgerEntry entry(long number, EntryKind kind, String order, int minutes, Instant servedAt) {
        return entry(number, "hash-" + number, kind, order, minutes, servedAt, Optional.empty());
    }

    static LedgerEntry entry(long number, String hash, EntryKind kind, String order, int minutes, Instant servedAt,
            Optional<String> voids) {
        return new LedgerEntry(
                new ServiceRecordAppended("member-1:2026", "entry-" + number, "member-1", Optional.of("unit-1"), HERE,
                        Optional.of(order), kind, minutes, servedAt, number, hash, voids),
                servedAt);
    }

    static Optional<MemberChanged> member(MemberStatus status, RegistrationStatus registration, Instant since) {
        return Optional.of(new MemberChanged("member-1", MemberKind.PARTY_MEMBER, Optional.of("unit-1"), List.of(), status,
                Optional.of(new Registered(HERE, Optional.empty(), registration, since)), Optional.empty()));
    }
}
