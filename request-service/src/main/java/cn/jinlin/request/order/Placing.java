package cn.jinlin.request.order;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ClaimStatus;

/**
 * How far a claim has come.
 *
 * @param status empty while the order has only let the member through to its own schedule
 * @param position on the waitlist, from 1
 * @param from the hour that has to be held
 */
public record Placing(Optional<ClaimStatus> status, Optional<Integer> position, Instant from, Instant until) {

    /** The order lets the member through, and needs this hour. */
    public static Placing admitted(ServiceOrder order) {
        return new Placing(Optional.empty(), Optional.empty(), order.terms().startsAt(), order.terms().endsAt());
    }

    /** The place that an order just gave to this member. */
    public static Placing of(ServiceOrder order, String memberId) {
        return new Placing(order.sheet().roster().of(memberId).map(Claim::status),
                order.sheet().roster().position(memberId), order.terms().startsAt(), order.terms().endsAt());
    }
}
