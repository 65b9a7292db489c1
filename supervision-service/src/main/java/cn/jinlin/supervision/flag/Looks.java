package cn.jinlin.supervision.flag;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.evidence.Deeds;
import cn.jinlin.supervision.evidence.Entries;
import cn.jinlin.supervision.evidence.EvidenceDesk;
import cn.jinlin.supervision.evidence.KnownMembers;
import cn.jinlin.supervision.evidence.LedgerEntry;
import cn.jinlin.supervision.evidence.Subject;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.LedgerRules;
import cn.jinlin.supervision.rule.Limits;
import cn.jinlin.supervision.rule.MemberRules;
import cn.jinlin.supervision.rule.PlaceRules;
import cn.jinlin.supervision.rule.Rule;

/** Reads what the rules about a subject rest on; each read is served by an index and costs what this one subject has. */
@Component
class Looks {
    private static final int MOST_BESIDE = 200;

    private final Deeds deeds;
    private final Entries entries;
    private final KnownMembers members;
    private final Limits limits;
    private final ZoneId zone;

    /** What there is about one subject; what its rules do not look at is empty. */
    record Look(List<Deed> deeds, List<LedgerEntry> entries, Optional<MemberChanged> member, List<Deed> served,
            List<Deed> checkIns, List<Deed> published, List<Deed> fallen, Optional<Deed> crowded, Set<String> claimed) {}

    Looks(Deeds deeds, Entries entries, KnownMembers members, Limits limits,
            @Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.deeds = deeds;
        this.entries = entries;
        this.members = members;
        this.limits = limits;
        this.zone = zone;
    }

    Look at(Subject subject) {
        return switch (subject.kind()) {
            case MEMBER -> new Look(deeds.ofMember(subject.id()), entries.ofMember(subject.id()), members.find(subject.id()),
                    List.of(), List.of(), List.of(), List.of(), Optional.empty(), Set.of());
            case DEVICE -> new Look(deeds.byDevice(subject.id()), List.of(), Optional.empty(), List.of(), List.of(), List.of(),
                    List.of(), Optional.empty(), Set.of());
            case COMMUNITY -> new Look(List.of(), List.of(), Optional.empty(), List.of(), List.of(),
                    deeds.ofCommunity(subject.id(), Kind.PUBLISHED), deeds.ofCommunity(subject.id(), Kind.FALLEN_THROUGH),
                    Optional.empty(), Set.of());
            case ORDER -> atOrder(subject.id());
        };
    }

    private Look atOrder(String orderId) {
        Optional<Deed> crowded = deeds.ofOrder(orderId, Kind.CROWDED).stream().findFirst();
        List<Deed> published = crowded.map(order -> beside(order, Kind.PUBLISHED)).orElse(List.of());
        Set<String> claimed = crowded.stream().flatMap(order -> published.stream().map(Deed::orderId)
                .filter(id -> deeds.claimedBy(id, order.at()))).collect(Collectors.toSet());
        return new Look(List.of(), List.of(), Optional.empty(), deeds.ofOrder(orderId, Kind.SERVED),
                deeds.ofOrder(orderId, Kind.CHECKED_IN), published,
                crowded.map(order -> beside(order, Kind.FALLEN_THROUGH)).orElse(List.of()), crowded, claimed);
    }

    private List<Deed> beside(Deed crowded, Kind kind) {
        Instant start = crowded.startsAt().orElse(crowded.at());
        return deeds.ofDistrict(crowded.district(), kind, start.minus(EvidenceDesk.AT_THE_SAME_TIME),
                start.plus(EvidenceDesk.AT_THE_SAME_TIME), MOST_BESIDE);
    }

    /** What a rule finds, without what was settled before. */
    Optional<Evidence> find(Rule rule, Look look, Set<String> settled, Instant now) {
        Optional<Evidence> found = switch (rule) {
            case ABSENT_REPEATEDLY -> MemberRules.absentRepeatedly(look.deeds(), settled, limits);
            case TOO_FAST_SCANS -> MemberRules.tooFastScans(look.deeds(), settled, limits);
            case SCANNED_FAR_AWAY -> MemberRules.scannedFarAway(look.deeds(), settled, limits);
            case HOURS_BEYOND_A_DAY -> MemberRules.hoursBeyondADay(look.entries(), settled, limits, zone);
            case NO_SERVICE -> MemberRules.noService(look.member(), look.entries(), settled, limits, zone, now);
            case LEDGER_AGAINST_SCANS ->
                LedgerRules.ledgerAgainstScans(look.deeds(), look.entries(), settled, limits, now);
            case LEDGER_REWRITTEN -> LedgerRules.ledgerRewritten(look.entries(), settled, limits, now);
            case ONE_DEVICE_MANY_MEMBERS -> PlaceRules.oneDeviceManyMembers(look.deeds(), settled, limits);
            case MOSTLY_CANCELLED -> PlaceRules.mostlyCancelled(look.published(), look.fallen(), settled, limits);
            case ACCEPTED_WITHOUT_CHECK_INS ->
                PlaceRules.acceptedWithoutCheckIns(look.served(), look.checkIns(), settled, limits);
            case SWARMING -> look.crowded().flatMap(crowded -> PlaceRules.swarming(crowded, look.published(), look.fallen(),
                    look.claimed(), settled, limits));
        };
        return found.map(evidence -> evidence.of(look.member().flatMap(MemberChanged::unitId)));
    }

    /** When time alone may change what is found; empty when it does not. */
    Optional<Instant> changesAt(Look look, Instant now) {
        Optional<Instant> silent = MemberRules.silentSince(look.member(), look.entries())
                .map(since -> MemberRules.tooLongFrom(since, limits, zone)).filter(now::isBefore);
        return Stream.concat(silent.stream(), LedgerRules.missedFrom(look.deeds(), look.entries(), limits, now).stream())
                .min(Instant::compareTo);
    }
}
