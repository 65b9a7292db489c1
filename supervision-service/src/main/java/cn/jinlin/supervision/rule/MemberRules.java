package cn.jinlin.supervision.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.evidence.LedgerEntry;
import cn.jinlin.supervision.rule.Evidence.Item;

/** What one member's deeds and service record may show. */
public final class MemberRules {
    private MemberRules() {}

    /** At least so many absences within the time; an item's measure is how many there are. */
    public static Optional<Evidence> absentRepeatedly(List<Deed> deeds, Set<String> settled, Limits limits) {
        List<Deed> absences = Evidence.fresh(ofKind(deeds, Kind.ABSENT), settled);
        List<Deed> found = Windows.inAny(absences, Deed::at, limits.absencesWithin(),
                window -> window.size() >= limits.absences());
        return Evidence.of(found.stream().map(each -> Item.of(each, found.size())).toList());
    }

    /** Pairs of scans that are too close; an item is the later scan, its measure the seconds since the one before. */
    public static Optional<Evidence> tooFastScans(List<Deed> deeds, Set<String> settled, Limits limits) {
        List<Deed> scans = Evidence.fresh(scans(deeds), Set.of());
        List<Item> found = new ArrayList<>();
        for (int i = 1; i < scans.size(); i++) {
            Deed before = scans.get(i - 1);
            Deed after = scans.get(i);
            Duration apart = Duration.between(before.at(), after.at());
            Duration least = before.communityId().equals(after.communityId()) ? limits.scansApart() : limits.communitiesApart();
            if (apart.compareTo(least) < 0 && !settled.contains(after.key())) {
                found.add(Item.of(after, apart.toSeconds()));
            }
        }
        return Evidence.of(found);
    }

    /** An item's measure is the distance in metres. */
    public static Optional<Evidence> scannedFarAway(List<Deed> deeds, Set<String> settled, Limits limits) {
        List<Item> far = Evidence.fresh(scans(deeds), settled).stream()
                .flatMap(scan -> scan.distanceMetres().filter(metres -> metres >= limits.farMetres())
                        .map(metres -> Item.of(scan, metres)).stream())
                .toList();
        return far.size() >= limits.farScans() ? Evidence.of(far) : Optional.empty();
    }

    /** Entries of days that hold more than the limit, without what was taken back; an item's measure is the day's minutes. */
    public static Optional<Evidence> hoursBeyondADay(List<LedgerEntry> entries, Set<String> settled, Limits limits,
            ZoneId zone) {
        Map<LocalDate, List<ServiceRecordAppended>> days = new TreeMap<>();
        standing(entries).forEach(
                entry -> days.computeIfAbsent(LocalDate.ofInstant(entry.servedAt(), zone), _ -> new ArrayList<>()).add(entry));
        List<Item> found = new ArrayList<>();
        days.values().forEach(day -> {
            long minutes = day.stream().mapToLong(ServiceRecordAppended::minutes).sum();
            if (minutes > limits.minutesPerDay() && day.stream().anyMatch(entry -> !settled.contains(entry.entryId()))) {
                day.forEach(entry -> found.add(LedgerRules.item(entry.entryId(), entry, minutes)));
            }
        });
        return Evidence.of(found);
    }

    /**
     * Since when a member has been silent: its last scanned service, or else its first confirmed registration. Empty for
     * whom nothing is expected of.
     */
    public static Optional<Instant> silentSince(Optional<MemberChanged> member, List<LedgerEntry> entries) {
        return member.filter(each -> each.status() == MemberStatus.ACTIVE)
                .flatMap(each -> confirmed(each).map(Registered::since).min(Instant::compareTo))
                .map(registered -> standing(entries)
                        .filter(entry -> entry.kind() == EntryKind.VERIFIED).map(ServiceRecordAppended::servedAt)
                        .filter(registered::isBefore).max(Instant::compareTo).orElse(registered));
    }

    /** When a silence becomes too long. */
    public static Instant tooLongFrom(Instant since, Limits limits, ZoneId zone) {
        return since.atZone(zone).plus(limits.silentFor()).toInstant();
    }

    /** The item is the silence; its measure is how many days it takes to become too long. */
    public static Optional<Evidence> noService(Optional<MemberChanged> member, List<LedgerEntry> entries, Set<String> settled,
            Limits limits, ZoneId zone, Instant now) {
        return silentSince(member, entries).filter(since -> !tooLongFrom(since, limits, zone).isAfter(now))
                .filter(since -> !settled.contains(key(since)))
                .flatMap(since -> Evidence.of(member.stream().flatMap(each -> confirmed(each)
                        .map(registered -> new Item(key(since), since, Optional.empty(), Optional.of(each.memberId()),
                                Optional.of(registered.communityId()), each.unitId(),
                                Duration.between(since, tooLongFrom(since, limits, zone)).toDays())))
                        .distinct().toList()));
    }

    private static String key(Instant since) {
        return "since " + since;
    }

    private static Stream<Registered> confirmed(MemberChanged member) {
        return Stream.concat(member.unitCommunity().stream(), member.residence().stream())
                .filter(registered -> registered.status() == RegistrationStatus.CONFIRMED);
    }

    private static Stream<ServiceRecordAppended> standing(List<LedgerEntry> entries) {
        List<ServiceRecordAppended> told = entries.stream().map(LedgerEntry::entry).toList();
        List<String> takenBack = told.stream().flatMap(entry -> entry.voids().stream()).toList();
        return told.stream().filter(entry -> entry.kind() != EntryKind.VOID && !takenBack.contains(entry.entryId())).distinct();
    }

    private static List<Deed> ofKind(List<Deed> deeds, Kind kind) {
        return deeds.stream().filter(deed -> deed.kind() == kind).toList();
    }

    private static List<Deed> scans(List<Deed> deeds) {
        return deeds.stream().filter(deed -> deed.kind() == Kind.CREDITED && !deed.byOfficer()).toList();
    }
}
