package cn.jinlin.supervision.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.LedgerEntry;

/** Adds up what it is given, in whatever order; an entry or a credit that is given twice counts once. */
final class Sums {
    private final Map<String, ServiceRecordAppended> entries = new HashMap<>();
    private final Map<String, Integer> credited = new HashMap<>();
    private final Set<String> takenBack = new HashSet<>();

    /**
     * What the service records hold, without what was taken back.
     *
     * @param entries that stand
     * @param takenBack entries that do not stand any more
     * @param members who have entries that stand
     */
    record Totals(long totalMinutes, long verifiedMinutes, long backfilledMinutes, int entries, int takenBack, int members) {}

    /**
     * What was credited beside what was entered for it, whether or not it was taken back later.
     *
     * @param missing credits without an entry
     * @param surplus scanned entries without a credit
     * @param different credits whose entry has other minutes
     */
    record Comparison(int credits, long creditedMinutes, int entered, long enteredMinutes, int missing, int surplus,
            int different, boolean agrees) {}

    void add(LedgerEntry told) {
        entries.putIfAbsent(told.entry().entryId(), told.entry());
        told.entry().voids().ifPresent(takenBack::add);
    }

    void add(Deed credit) {
        credited.putIfAbsent(credit.orderId() + ":" + credit.memberId().orElse(""), credit.minutes());
    }

    Totals totals() {
        long verified = 0;
        long backfilled = 0;
        int standing = 0;
        Set<String> members = new HashSet<>();
        for (ServiceRecordAppended entry : entries.values()) {
            if (entry.kind() != EntryKind.VOID && !takenBack.contains(entry.entryId())) {
                verified += entry.kind() == EntryKind.VERIFIED ? entry.minutes() : 0;
                backfilled += entry.kind() == EntryKind.BACKFILLED ? entry.minutes() : 0;
                standing++;
                members.add(entry.memberId());
            }
        }
        int gone = (int) takenBack.stream().filter(entries::containsKey).count();
        return new Totals(verified + backfilled, verified, backfilled, standing, gone, members.size());
    }

    Comparison comparison() {
        Map<String, Integer> entered = new HashMap<>();
        entries.values().stream().filter(entry -> entry.kind() == EntryKind.VERIFIED)
                .forEach(entry -> entered.put(entry.orderId().orElse("") + ":" + entry.memberId(), entry.minutes()));
        int missing = (int) credited.keySet().stream().filter(key -> !entered.containsKey(key)).count();
        int surplus = (int) entered.keySet().stream().filter(key -> !credited.containsKey(key)).count();
        int different = (int) credited.entrySet().stream().filter(each -> entered.containsKey(each.getKey()))
                .filter(each -> !Objects.equals(each.getValue(), entered.get(each.getKey()))).count();
        return new Comparison(credited.size(), sum(credited), entered.size(), sum(entered), missing, surplus, different,
                missing + surplus + different == 0);
    }

    private static long sum(Map<String, Integer> minutes) {
        return minutes.values().stream().mapToLong(Integer::longValue).sum();
    }
}
