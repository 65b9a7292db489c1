package cn.jinlin.supervision.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.evidence.LedgerEntry;
import cn.jinlin.supervision.rule.Evidence.Item;

/** Whether a member's service record is what the scans made it, and still the chain that was told once. */
public final class LedgerRules {
    private LedgerRules() {}

    /**
     * Credits without an entry, scanned entries without a credit, and pairs with different minutes. An item's measure is
     * what the record has too much, in minutes; negative for what it lacks.
     */
    public static Optional<Evidence> ledgerAgainstScans(List<Deed> deeds, List<LedgerEntry> entries, Set<String> settled,
            Limits limits, Instant now) {
        Map<String, LedgerEntry> scanned = scannedByOrder(entries);
        Map<String, Deed> credits = creditsByOrder(deeds);
        Instant settledBy = now.minus(limits.ledgerGrace());
        List<Item> found = new ArrayList<>();
        credits.forEach((order, credit) -> {
            LedgerEntry entry = scanned.get(order);
            if (entry == null && !credit.at().isAfter(settledBy)) {
                found.add(Item.of(credit, -credit.minutes()));
            } else if (entry != null && entry.entry().minutes() != credit.minutes()) {
                found.add(Item.of(credit, (long) entry.entry().minutes() - credit.minutes()));
            }
        });
        scanned.forEach((order, entry) -> {
            if (!credits.containsKey(order) && !entry.toldAt().isAfter(settledBy)) {
                found.add(item(entry.entry().entryId(), entry.entry(), entry.entry().minutes()));
            }
        });
        return Evidence.of(found.stream().filter(item -> !settled.contains(item.key())).toList());
    }

    /** When the next of those that may still be on their way is missed; empty when nothing is on its way. */
    public static Optional<Instant> missedFrom(List<Deed> deeds, List<LedgerEntry> entries, Limits limits, Instant now) {
        Map<String, LedgerEntry> scanned = scannedByOrder(entries);
        Map<String, Deed> credits = creditsByOrder(deeds);
        List<Instant> waiting = new ArrayList<>();
        credits.values().stream().filter(credit -> !scanned.containsKey(credit.orderId())).map(Deed::at).forEach(waiting::add);
        scanned.forEach((order, entry) -> {
            if (!credits.containsKey(order)) {
                waiting.add(entry.toldAt());
            }
        });
        numbers(entries).forEach((_, ledger) -> gaps(ledger).forEach(entry -> waiting.add(entry.toldAt())));
        return waiting.stream().map(at -> at.plus(limits.ledgerGrace())).filter(at -> at.isAfter(now)).min(Instant::compareTo);
    }

    /**
     * Places of a ledger that were told twice and differently, and places before a known one that were never told. An
     * item's measure is the place's number.
     */
    public static Optional<Evidence> ledgerRewritten(List<LedgerEntry> entries, Set<String> settled, Limits limits,
            Instant now) {
        Instant settledBy = now.minus(limits.ledgerGrace());
        List<Item> found = new ArrayList<>();
        numbers(entries).forEach((ledger, byNumber) -> {
            byNumber.values().stream().filter(told -> told.size() > 1)
                    .forEach(told -> told.forEach(entry -> found.add(item(ledger + "#" + entry.entry().number() + "#"
                            + entry.entry().hash(), entry.entry(), entry.entry().number()))));
            gaps(byNumber).stream().filter(entry -> !entry.toldAt().isAfter(settledBy)).forEach(entry -> found
                    .add(item(ledger + "#before " + entry.entry().number(), entry.entry(), entry.entry().number())));
        });
        boolean news = found.stream().anyMatch(item -> !settled.contains(item.key()));
        return news ? Evidence.of(found) : Optional.empty();
    }

    static Item item(String key, ServiceRecordAppended entry, long measure) {
        return new Item(key, entry.servedAt(), entry.orderId(), Optional.of(entry.memberId()), Optional.of(entry.communityId()),
                entry.unitId(), measure);
    }

    /** What was told of each place of each ledger, once for each different hash. */
    private static Map<String, TreeMap<Long, List<LedgerEntry>>> numbers(List<LedgerEntry> entries) {
        Map<String, TreeMap<Long, List<LedgerEntry>>> ledgers = new TreeMap<>();
        entries.stream().sorted(Comparator.comparing(told -> told.entry().hash())).forEach(told -> ledgers
                .computeIfAbsent(told.entry().ledgerId(), _ -> new TreeMap<>())
                .computeIfAbsent(told.entry().number(), _ -> new ArrayList<>()).add(told));
        return ledgers;
    }

    /** The first entry after each gap. */
    private static List<LedgerEntry> gaps(TreeMap<Long, List<LedgerEntry>> ledger) {
        List<LedgerEntry> after = new ArrayList<>();
        long expected = 1;
        for (Map.Entry<Long, List<LedgerEntry>> place : ledger.entrySet()) {
            if (place.getKey() > expected) {
                after.add(place.getValue().getFirst());
            }
            expected = place.getKey() + 1;
        }
        return after;
    }

    private static Map<String, LedgerEntry> scannedByOrder(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> byOrder = new HashMap<>();
        entries.stream().filter(told -> told.entry().kind() == EntryKind.VERIFIED)
                .forEach(told -> byOrder.putIfAbsent(told.entry().orderId().orElse(told.entry().entryId()), told));
        return byOrder;
    }

    private static Map<String, Deed> creditsByOrder(List<Deed> deeds) {
        Map<String, Deed> byOrder = new HashMap<>();
        deeds.stream().filter(deed -> deed.kind() == Kind.CREDITED)
                .forEach(deed -> byOrder.putIfAbsent(deed.orderId(), deed));
        return byOrder;
    }
}
