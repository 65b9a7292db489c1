package cn.jinlin.registration.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;

/**
 * When those who hold a place on an order are reminded of its start.
 *
 * @param version the order's newest state that this knows
 * @param moments still to come, the next first; none once the order is no longer to be served
 */
record Reminder(String orderId, long version, Instant startsAt, List<Instant> moments) {
    Reminder {
        moments = List.copyOf(moments);
    }

    static Reminder none(String orderId) {
        return new Reminder(orderId, 0, Instant.EPOCH, List.of());
    }

    /** Whether there is anything to remember of an order in this status. */
    static boolean coming(OrderStatus status) {
        return status == OrderStatus.OFFERED || status == OrderStatus.OPEN;
    }

    /** After a newer state of the order; moments that are over when it is heard of are not made up for. */
    Reminder follow(OrderChanged told, long newest, Collection<Duration> before, Instant now) {
        if (newest <= version) {
            return this;
        }
        if (!coming(told.status())) {
            return moments.isEmpty() ? this : new Reminder(orderId, newest, told.startsAt(), List.of());
        }
        return startsAt.equals(told.startsAt())
                ? this
                : new Reminder(orderId, newest, told.startsAt(), before.stream().map(told.startsAt()::minus)
                        .filter(now::isBefore).sorted().toList());
    }

    Optional<Instant> dueAt() {
        return moments.stream().findFirst();
    }

    boolean due(Instant now) {
        return moments.stream().anyMatch(moment -> !moment.isAfter(now)) && now.isBefore(startsAt);
    }

    /** After all that was due by now. */
    Reminder reminded(Instant now) {
        return new Reminder(orderId, version, startsAt, moments.stream().filter(now::isBefore).toList());
    }
}
