package cn.jinlin.registration.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Ledger.Link;

/**
 * All of a member's ledgers, read as one.
 *
 * @param entries those of the period, by year and number
 * @param minutes the period's minutes by the kind of entry, voided ones taken off their own kind
 * @param broken the first place, by year and number, where any ledger, also one outside the period, is not what was written
 */
public record ServiceRecord(List<Entry> entries, Map<EntryKind, Integer> minutes, Optional<Break> broken) {
    /**
     * Where a ledger stops being what was written.
     *
     * @param number the first line that does not follow from the one before it, or that is missing; 0 for the ledger's own
     *        name or its link to an earlier year
     */
    public record Break(String ledgerId, long number) {}

    static ServiceRecord of(List<Ledger> ledgers, Period period) {
        List<Ledger> byYear = ledgers.stream().sorted(Comparator.comparingInt(Ledger::year)).toList();
        List<Entry> all = byYear.stream().flatMap(ledger -> ledger.entries().stream()).toList();
        Map<String, EntryKind> kinds = new HashMap<>();
        all.forEach(entry -> kinds.put(entry.facts().entryId(), entry.facts().kind()));
        List<Entry> entries = all.stream().filter(entry -> period.includes(entry.facts().servedAt())).toList();
        Map<EntryKind, Integer> minutes = new HashMap<>();
        entries.forEach(entry -> minutes.merge(ownKind(entry.facts(), kinds), entry.facts().minutes(), Integer::sum));
        return new ServiceRecord(entries, minutes, broken(byYear));
    }

    public boolean chainValid() {
        return broken.isEmpty();
    }

    public int minutes(EntryKind kind) {
        return minutes.getOrDefault(kind, 0);
    }

    int totalMinutes() {
        return minutes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Doctored lines may name any kind, or void what is not there. */
    private static EntryKind ownKind(Facts facts, Map<String, EntryKind> kinds) {
        return facts.voids().flatMap(voided -> Optional.ofNullable(kinds.get(voided))).orElse(facts.kind());
    }

    private static Optional<Break> broken(List<Ledger> byYear) {
        List<Ledger> earlier = new ArrayList<>();
        for (Ledger ledger : byYear) {
            Optional<Long> number = linked(ledger.opening(), earlier) ? ledger.broken() : Optional.of(0L);
            if (number.isPresent()) {
                return Optional.of(new Break(ledger.ledgerId(), number.get()));
            }
            earlier.add(ledger);
        }
        return Optional.empty();
    }

    private static boolean linked(Link link, List<Ledger> earlier) {
        if (link.ledgerId().isEmpty()) {
            return link.equals(Link.NONE);
        }
        return earlier.stream().filter(ledger -> ledger.ledgerId().equals(link.ledgerId().get()))
                .flatMap(ledger -> ledger.entries().stream()).filter(entry -> entry.number() == link.number())
                .anyMatch(entry -> entry.hash().equals(link.hash()));
    }
}
