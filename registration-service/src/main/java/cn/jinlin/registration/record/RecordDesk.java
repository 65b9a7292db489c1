package cn.jinlin.registration.record;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Entry.Reason;
import cn.jinlin.registration.record.Ledger.Link;

/** Writes and reads service records. */
@Service
public class RecordDesk {
    private static final int SALT_BYTES = 16;
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    private final Ledgers ledgers;
    private final DistrictCalendar calendar;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecordDesk(Ledgers ledgers, DistrictCalendar calendar, Clock clock) {
        this.ledgers = ledgers;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Work that an officer enters afterwards. */
    record Backfill(String communityId, int minutes, Instant servedAt, String reason) {}

    /** An entry and the ledger that holds it. */
    record Found(Ledger ledger, Entry entry) {}

    @FunctionalInterface
    private interface Appending {
        Change<Ledger, RegistrationEvent> apply(Ledger ledger);
    }

    /** Everything that the member served in a period, and whether its ledgers are what was written. */
    public ServiceRecord read(String memberId, Period period) {
        return ServiceRecord.of(ledgers.of(memberId), period);
    }

    /** Counts each credit once; what is delivered again changes nothing. */
    void credit(List<MemberCredited> credits) {
        Map<Page, List<Facts>> byLedger = credits.stream().collect(Collectors.groupingBy(
                credit -> new Page(credit.memberId(), calendar.yearOf(credit.servedAt())), LinkedHashMap::new,
                Collectors.mapping(RecordDesk::facts, Collectors.toList())));
        byLedger.forEach((page, facts) -> append(page, NO_KEY, ledger -> ledger.append(facts)));
    }

    /** @param by the officer, as the token names it */
    Entry backfill(Member member, Backfill work, String by, RequestKey key) {
        Instant now = clock.instant();
        if (work.servedAt().isAfter(now)) {
            throw Invalid.field("servedAt", "IN_FUTURE");
        }
        Facts facts = new Facts(key.firstId(), EntryKind.BACKFILLED, work.minutes(), work.servedAt(), now,
                work.communityId(), Optional.empty(), member.unitId(), Optional.empty());
        Reason reason = reason(by, work.reason());
        return append(new Page(member.memberId(), calendar.yearOf(work.servedAt())), key,
                ledger -> ledger.append(facts, Optional.of(reason))).entry(key.firstId()).orElseThrow();
    }

    /** An entry of this member, or {@link KitRefusal#NOT_FOUND}. */
    Found find(String memberId, String entryId) {
        return ledgers.of(memberId).stream()
                .flatMap(ledger -> ledger.entry(entryId).map(entry -> new Found(ledger, entry)).stream())
                .findFirst().orElseThrow(() -> KitRefusal.NOT_FOUND.because("entry", entryId));
    }

    /** @param by the officer, as the token names it */
    Entry takeBack(Found found, String why, String by, RequestKey key) {
        Instant now = clock.instant();
        Reason reason = reason(by, why);
        return append(new Page(found.ledger().memberId(), found.ledger().year()), key,
                ledger -> ledger.takeBack(found.entry(), key.firstId(), reason, now)).entry(key.firstId()).orElseThrow();
    }

    /** Takes what people wrote about this member out of its ledgers; the chain holds digests of it and stays whole. */
    void erase(String memberId) {
        for (Ledger ledger : ledgers.of(memberId)) {
            ledgers.aggregates().change(ledger.ledgerId(), current -> Change.of(current.state().erased()));
        }
    }

    private record Page(String memberId, int year) {
        String ledgerId() {
            return Ledger.id(memberId, year);
        }
    }

    /** Appends to the ledger of a year, which is opened where there is none. */
    private Ledger append(Page page, RequestKey key, Appending appending) {
        Link opening = opening(page);
        return ledgers.aggregates().execute(page.ledgerId(), key, Boolean.class, current -> {
            Ledger ledger = current == null ? Ledger.open(page.memberId(), page.year(), opening) : current.state();
            Change<Ledger, RegistrationEvent> change = appending.apply(ledger);
            return change.facts().isEmpty() ? Outcome.unchanged(false) : Outcome.changed(change, true);
        }).after().state();
    }

    /** What a ledger that is not there yet goes on from. */
    private Link opening(Page page) {
        return ledgers.aggregates().find(page.ledgerId()).map(found -> found.state().opening())
                .orElseGet(() -> ledgers.before(page.memberId(), page.year()).map(Ledger::link).orElse(Link.NONE));
    }

    private static Facts facts(MemberCredited credit) {
        return new Facts(credit.creditId(), credit.manual() ? EntryKind.BACKFILLED : EntryKind.VERIFIED, credit.minutes(),
                credit.servedAt(), credit.at(), credit.communityId(), Optional.of(credit.orderId()), credit.unitId(),
                Optional.empty());
    }

    private Reason reason(String by, String text) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Reason.of(HexFormat.of().formatHex(salt), by, text);
    }
}
