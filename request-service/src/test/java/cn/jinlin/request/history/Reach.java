package cn.jinlin.request.history;

import java.util.EnumSet;
import java.util.Set;

import cn.jinlin.events.RequestEvent.OrderStatus;

import static cn.jinlin.events.RequestEvent.OrderStatus.ACCEPTED;
import static cn.jinlin.events.RequestEvent.OrderStatus.CANCELLED;
import static cn.jinlin.events.RequestEvent.OrderStatus.CLOSED;
import static cn.jinlin.events.RequestEvent.OrderStatus.COMPLETED;
import static cn.jinlin.events.RequestEvent.OrderStatus.DRAFT;
import static cn.jinlin.events.RequestEvent.OrderStatus.EXPIRED;
import static cn.jinlin.events.RequestEvent.OrderStatus.IN_PROGRESS;
import static cn.jinlin.events.RequestEvent.OrderStatus.OFFERED;
import static cn.jinlin.events.RequestEvent.OrderStatus.REWORK;

/** Where an order can be, given where it once was. */
final class Reach {
    private Reach() {}

    static Set<OrderStatus> from(OrderStatus once) {
        return switch (once) {
            case DRAFT -> EnumSet.allOf(OrderStatus.class);
            case OFFERED -> EnumSet.complementOf(EnumSet.of(DRAFT));
            case OPEN -> EnumSet.complementOf(EnumSet.of(DRAFT, OFFERED, EXPIRED));
            case IN_PROGRESS -> EnumSet.of(IN_PROGRESS, COMPLETED, REWORK, ACCEPTED, CLOSED, CANCELLED);
            case COMPLETED, REWORK, ACCEPTED -> EnumSet.of(COMPLETED, REWORK, ACCEPTED, CLOSED);
            case CLOSED -> EnumSet.of(CLOSED);
            case CANCELLED -> EnumSet.of(CANCELLED);
            case EXPIRED -> EnumSet.of(EXPIRED);
        };
    }
}
