package cn.jinlin.supervision.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Looks through a sorted list by windows of time, each of which ends with one of its items. */
final class Windows {
    private Windows() {}

    /**
     * What lies in at least one window that a test finds.
     *
     * @param sorted by {@code at}, the oldest first
     * @param length of a window; what is exactly so old lies outside
     */
    static <T> List<T> inAny(List<T> sorted, Function<T, Instant> at, Duration length, Predicate<List<T>> test) {
        SortedSet<Integer> found = new TreeSet<>();
        int start = 0;
        for (int end = 0; end < sorted.size(); end++) {
            Instant from = at.apply(sorted.get(end)).minus(length);
            while (!at.apply(sorted.get(start)).isAfter(from)) {
                start++;
            }
            if (test.test(sorted.subList(start, end + 1))) {
                IntStream.rangeClosed(start, end).forEach(found::add);
            }
        }
        return found.stream().<T>map(sorted::get).toList();
    }
}
