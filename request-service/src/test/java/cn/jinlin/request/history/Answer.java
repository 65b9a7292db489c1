package cn.jinlin.request.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;

/** What somebody asked of an order, and what came back. Every try is an answer of its own. */
public sealed interface Answer {
    String orderId();

    Call call();

    /**
     * @param key names the request; all tries of the same request share it, and no two requests do
     * @param began before the request left
     * @param ended after its answer came, or was given up
     */
    record Call(String key, Instant began, Instant ended, Result result) {}

    sealed interface Result {
        /** It was done. What the answer said of a claim or a credit. */
        record Acknowledged(Optional<ClaimStatus> status, Optional<Integer> position,
                Optional<String> creditId) implements Result {}

        /** It was not done, by this rule. */
        record Refused(String code) implements Result {}

        /** Nobody knows: the connection broke, or the answer was 5xx. */
        record Unknown(String why) implements Result {}
    }

    /** Done, with nothing to say about it. */
    static Result done() {
        return new Result.Acknowledged(Optional.empty(), Optional.empty(), Optional.empty());
    }

    default boolean acknowledged() {
        return call().result() instanceof Result.Acknowledged;
    }

    /** Whether it may have changed something. */
    default boolean possible() {
        return !(call().result() instanceof Result.Refused);
    }

    record Claimed(String orderId, String memberId, Call call) implements Answer {}

    /** By a liaison: all of these members or none. */
    record Assigned(String orderId, List<String> memberIds, Call call) implements Answer {}

    record Released(String orderId, String memberId, Call call) implements Answer {}

    /** An officer's word on a claim that waited for one. */
    record Decided(String orderId, String memberId, boolean confirmed, Call call) implements Answer {}

    /** By the member or by roll call, which also seats walk-ins. */
    record CheckedIn(String orderId, String memberId, Call call) implements Answer {}

    record CheckedOut(String orderId, String memberId, Call call) implements Answer {}

    record Accepted(String orderId, Call call) implements Answer {}

    record Credited(String orderId, String memberId, Call call) implements Answer {}

    /** What of places and time was asked for; what is empty was left as it was. */
    record Edited(String orderId, OptionalInt places, Optional<Instant> startsAt, Optional<Instant> endsAt,
            Call call) implements Answer {}

    /** A unit or team answered its offer. */
    record Responded(String orderId, String offereeId, OfferStatus status, Call call) implements Answer {}

    /** Posted, published, started, completed, sent back, cancelled: the order was said to be in this state then. */
    record Moved(String orderId, OrderStatus to, Call call) implements Answer {}
}
