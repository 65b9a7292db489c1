package cn.jinlin.registration.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A span of time; an absent end is open.
 *
 * @param from the first instant of it
 * @param until the first instant after it
 */
public record Period(Optional<Instant> from, Optional<Instant> until) {
    public static final Period ALL = new Period(Optional.empty(), Optional.empty());

    public boolean includes(Instant at) {
        return from.filter(at::isBefore).isEmpty() && until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** Whether the two have an instant in common. */
    public boolean meets(Period other) {
        Period common = and(other);
        return common.from.isEmpty() || common.until.isEmpty() || common.from.get().isBefore(common.until.get());
    }

    /** What belongs to both. */
    public Period and(Period other) {
        return new Period(Stream.of(from, other.from).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                Stream.of(until, other.until).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }
}
