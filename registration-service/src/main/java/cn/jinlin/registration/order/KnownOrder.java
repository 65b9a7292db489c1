package cn.jinlin.registration.order;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;

/** The newest public state of an order that has come here. */
public record KnownOrder(String orderId, String number, String title, String communityId, Optional<String> compoundId,
        Instant startsAt, Instant endsAt, OrderStatus status) {
    static KnownOrder of(OrderChanged told) {
        return new KnownOrder(told.orderId(), told.number(), told.title(), told.communityId(), told.compoundId(),
                told.startsAt(), told.endsAt(), told.status());
    }
}
