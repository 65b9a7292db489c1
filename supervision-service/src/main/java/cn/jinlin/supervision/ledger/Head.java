package cn.jinlin.supervision.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import cn.jinlin.supervision.evidence.LedgerEntry;

/**
 * The end of one member's and year's chain, as it was told when it was appended: what registration-service shows later has
 * to end the same way.
 *
 * @param entries the newest place that was told
 * @param hash of the chain up to there; where several were told, the one that was told first
 * @param intact every place up to there was told, each with one hash
 */
record Head(String ledgerId, long entries, String hash, Instant toldAt, boolean intact) {
    /** The heads of the ledgers that these entries belong to, by their ids. */
    static List<Head> of(List<LedgerEntry> told) {
        Map<String, List<LedgerEntry>> ledgers = new TreeMap<>();
        told.forEach(each -> ledgers.computeIfAbsent(each.entry().ledgerId(), _ -> new ArrayList<>()).add(each));
        return ledgers.values().stream().map(Head::ofOne).toList();
    }

    private static Head ofOne(List<LedgerEntry> ledger) {
        LedgerEntry newest = ledger.stream().min(Comparator.<LedgerEntry>comparingLong(each -> -each.entry().number())
                .thenComparing(LedgerEntry::toldAt).thenComparing(each -> each.entry().hash())).orElseThrow();
        long hashes = ledger.stream().map(each -> each.entry().number() + "#" + each.entry().hash()).distinct().count();
        TreeSet<Long> places = new TreeSet<>(ledger.stream().map(each -> each.entry().number()).toList());
        boolean intact = places.size() == hashes && places.first() == 1 && places.last() == places.size();
        return new Head(newest.entry().ledgerId(), newest.entry().number(), newest.entry().hash(), newest.toldAt(), intact);
    }
}
