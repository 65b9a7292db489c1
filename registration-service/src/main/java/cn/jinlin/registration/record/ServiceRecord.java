package cn.jinlin.registration.record;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Ledger.Link;

/**
 * All of a member's ledgers, read as one.
 *
 * @param entries those of the period, by year and number
 * @param minutes the period's minutes by the kind of entry, voided ones taken off their own kind
 * @param chainValid whether all ledgers, also those outside the period, recompute to what they say, links included
 */
record ServiceRecord(List<Entry> entries, Map<EntryKind, Integer> minutes, boolean chainValid) {
    static ServiceRecord of(List<Ledger> ledgers, Predicate<Facts> period) {
        List<Ledger> byYear = ledgers.stream().sorted(Comparator.comparing(Ledger::year)).toList();
        List<Entry> all = byYear.stream().flatMap(ledger -> ledger.entries().stream()).toList();
        Map<String, EntryKind> kinds = new HashMap<>();
        all.forEach(entry -> kinds.put(entry.facts().entryId(), entry.facts().kind()));
        List<Entry> entries = all.stream().filter(entry -> period.test(entry.facts())).toList();
        Map<EntryKind, Integer> minutes = new HashMap<>();
        entries.forEach(entry -> minutes.merge(ownKind(entry.facts(), kinds), entry.facts().minutes(), Math::addExact));
        return new ServiceRecord(entries, minutes, whole(byYear));
    }

    int minutes(EntryKind kind) {
        return minutes.getOrDefault(kind, 0);
    }

    int totalMinutes() {
        return minutes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static EntryKind ownKind(Facts facts, Map<String, EntryKind> kinds) {
        return facts.voids().map(kinds::get).orElse(facts.kind());
    }

    private static boolean whole(List<Ledger> ledgers) {
        return ledgers.stream().allMatch(Ledger::whole)
                && ledgers.stream().allMatch(ledger -> linked(ledger.opening(), ledgers));
    }

    private static boolean linked(Link link, List<Ledger> ledgers) {
        if (link.ledgerId().isEmpty()) {
            return link.equals(Link.NONE);
        }
        Optional<Ledger> earlier = ledgers.stream().filter(ledger -> ledger.ledgerId().equals(link.ledgerId().get())).findFirst();
        return earlier.flatMap(ledger -> ledger.entries().stream().filter(entry -> entry.number() == link.number()).findFirst())
                .filter(entry -> entry.hash().equals(link.hash())).isPresent();
    }
}
