package cn.jinlin.request.series;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The days of a series, as the district's calendar has them.
 *
 * @param from the first day that may be one
 * @param until the last day that may be one
 * @param count how many orders there are at most; days that are skipped do not count
 * @param skipped days without an order, holidays for example
 */
record Calendar(Rhythm rhythm, LocalDate from, Optional<LocalDate> until, Optional<Integer> count, Set<LocalDate> skipped) {
    /** Longer than the longest gap between two days: a year from one month to the same, which can be 31 days long. */
    private static final int LONGEST_GAP = 366 + 31;

    Calendar {
        skipped = Set.copyOf(skipped);
    }

    boolean has(LocalDate date) {
        return rhythm.falls(date, from) && until.filter(date::isAfter).isEmpty() && !skipped.contains(date);
    }

    /** The days from this one on, in order; some that are skipped may lie between them. */
    Stream<LocalDate> from(LocalDate start) {
        return Stream.iterate(next(start.isBefore(from) ? from : start), Optional::isPresent,
                last -> next(last.orElseThrow().plusDays(1))).flatMap(Optional::stream);
    }

    /** The next day of the rhythm, skipped ones passed over; empty after the last. */
    private Optional<LocalDate> next(LocalDate start) {
        LocalDate date = start;
        int gap = 0;
        while (gap <= LONGEST_GAP && until.filter(date::isAfter).isEmpty()) {
            if (has(date)) {
                return Optional.of(date);
            }
            gap = skipped.contains(date) ? 0 : gap + 1;
            date = date.plusDays(1);
        }
        return Optional.empty();
    }
}
