package cn.jinlin.registration.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing told to a member.
 *
 * @param number its place in the inbox; grows by one with each message, and is never used again
 * @param key what it is told because of; the same thing is not told twice
 * @param details what the text is filled with, by name: ids, numbers and instants, nothing personal of anybody
 * @param at when it happened
 */
public record Message(long number, String key, MessageCode code, Map<String, String> details, Instant at,
        Optional<Instant> readAt) {
    public Message {
        details = Map.copyOf(details);
    }

    boolean unread() {
        return readAt.isEmpty();
    }

    Message read(Instant now) {
        return unread() ? new Message(number, key, code, details, at, Optional.of(now)) : this;
    }
}
