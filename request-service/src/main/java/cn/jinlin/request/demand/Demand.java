package cn.jinlin.request.demand;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;

/**
 * A demand from outside.
 *
 * @param orderId of the order that it became; the demand's own id, too
 * @param source as the order's: the channel and the client
 * @param externalId as the sender calls it, unique among the sender's
 * @param digest of all that was sent, to tell a repetition from something else under the same id
 * @param place as the sender words it
 * @param mediaUrl of a picture at the sender's; never fetched
 * @param at when it came
 * @param ended whether the order has come to an end
 * @param updatedAt when its order's status last changed, as far as this heard
 */
public record Demand(String orderId, String source, Optional<String> externalId, String digest, Category category,
        Optional<String> place, Optional<String> mediaUrl, Instant at, OrderStatus status, boolean ended, Instant updatedAt) {

    /** A demand that has just come. */
    static Demand of(String orderId, Wish wish, Instant now) {
        return new Demand(orderId, wish.source(), wish.externalId(), wish.digest(), wish.terms().category(), wish.place(),
                wish.mediaUrl(), now, OrderStatus.DRAFT, false, now);
    }

    Demand follow(OrderStatus now, Instant at) {
        return now == status
                ? this
                : new Demand(orderId, source, externalId, digest, category, place, mediaUrl, this.at, now,
                        ends(now), at);
    }

    /** Whether nothing more is to come of an order in this status, but its reopening. */
    public static boolean ends(OrderStatus status) {
        return switch (status) {
            case DRAFT, OFFERED, OPEN, IN_PROGRESS, COMPLETED, REWORK -> false;
            case ACCEPTED, CLOSED, CANCELLED, EXPIRED -> true;
        };
    }
}
