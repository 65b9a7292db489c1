package cn.jinlin.registration.tally;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import cn.jinlin.events.RegistrationEvent.EntryKind;

/**
 * What a number of ledger lines come to. A line that was taken back counts for nothing, and neither does the line that takes
 * it back; the two have the same date, so they fall into the same sums.
 */
record Tally(Figures all, NavigableMap<YearMonth, Figures> months, NavigableMap<String, Figures> members) {
    /**
     * @param entries lines that count
     * @param people members with at least one of them
     */
    record Figures(long verifiedMinutes, long backfilledMinutes, int entries, int people) {
        private static Figures of(Collection<CountedEntry> lines) {
            return new Figures(minutes(lines, EntryKind.VERIFIED), minutes(lines, EntryKind.BACKFILLED), lines.size(),
                    (int) lines.stream().map(CountedEntry::memberId).distinct().count());
        }

        private static long minutes(Collection<CountedEntry> lines, EntryKind kind) {
            return lines.stream().filter(line -> line.kind() == kind).mapToLong(CountedEntry::minutes).sum();
        }

        long totalMinutes() {
            return verifiedMinutes + backfilledMinutes;
        }
    }

    static Tally of(List<CountedEntry> lines, Function<Instant, YearMonth> monthOf) {
        Set<String> voided = lines.stream().map(CountedEntry::voids).flatMap(Optional::stream).collect(Collectors.toSet());
        List<CountedEntry> live = lines.stream()
                .filter(line -> line.kind() != EntryKind.VOID && !voided.contains(line.entryId())).toList();
        return new Tally(Figures.of(live), by(live, line -> monthOf.apply(line.servedAt())),
                by(live, CountedEntry::memberId));
    }

    private static <K extends Comparable<K>> NavigableMap<K, Figures> by(List<CountedEntry> lines,
            Function<CountedEntry, K> key) {
        return lines.stream().collect(
                Collectors.groupingBy(key, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Figures::of)));
    }
}
