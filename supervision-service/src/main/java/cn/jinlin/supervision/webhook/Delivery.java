package cn.jinlin.supervision.webhook;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.supervision.feed.FeedEntry;

/**
 * What became of one event at one subscriber, by its last attempt.
 *
 * @param answer the status of the receiver's answer; empty where there was none
 * @param error why it was not taken
 */
record Delivery(String subscriptionId, long offset, String eventId, String type, State state, Optional<Integer> answer,
        Optional<String> error, Instant at) {
    enum State {
        DELIVERED,
        /** Not taken, and tried again. */
        WAITING,
        /** Not taken for days; comes again only by a replay. */
        DEAD
    }

    static Delivery of(String subscriptionId, FeedEntry entry, State state, Optional<Integer> answer, Optional<String> error,
            Instant at) {
        return new Delivery(subscriptionId, entry.offset(), entry.id(), entry.type(), state, answer, error, at);
    }
}
