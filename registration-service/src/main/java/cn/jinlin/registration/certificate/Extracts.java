package cn.jinlin.registration.certificate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.registration.certificate.Certificate.Extract;
import cn.jinlin.registration.record.Entry;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.ServiceRecord;

/** What of a service record goes into a certificate, and whether it still stands. */
final class Extracts {
    private Extracts() {}

    /** @param yearOf the year whose ledger holds a service */
    static Extract of(ServiceRecord record, ToIntFunction<Instant> yearOf) {
        Map<String, Long> years = new HashMap<>();
        record.entries().forEach(entry -> years.merge(year(entry, yearOf), entry.number(), Math::max));
        Set<String> voided = voided(record.entries());
        int live = (int) record.entries().stream().map(Entry::facts).filter(
                facts -> facts.kind() != EntryKind.VOID && !voided.contains(facts.entryId())).count();
        return new Extract(record.minutes(EntryKind.VERIFIED), record.minutes(EntryKind.BACKFILLED), live, years);
    }

    /** Whether something that was counted was taken back since; what came in addition changes nothing. */
    static boolean changed(Extract extract, ServiceRecord now, ToIntFunction<Instant> yearOf) {
        Predicate<Entry> counted = entry -> entry.number() <= extract.years().getOrDefault(year(entry, yearOf), 0L);
        Set<String> ids = now.entries().stream().filter(counted).map(entry -> entry.facts().entryId())
                .collect(Collectors.toSet());
        return voided(now.entries().stream().filter(counted.negate()).toList()).stream().anyMatch(ids::contains);
    }

    private static Set<String> voided(List<Entry> entries) {
        return entries.stream().map(Entry::facts).map(Facts::voids).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static String year(Entry entry, ToIntFunction<Instant> yearOf) {
        return Integer.toString(yearOf.applyAsInt(entry.facts().servedAt()));
    }
}
