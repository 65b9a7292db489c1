package cn.jinlin.supervision.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as clients get it.
 *
 * @param offset its place in the feed, and the cursor of a client that has read up to here
 * @param id the same for an event that comes again
 * @param subject the aggregate it happened to
 * @param version the aggregate's version with this event
 * @param communityId where it belongs to
 * @param reader a client's id, or {@link Shown#EVERYBODY}
 * @param data the event's JSON
 */
public record FeedEntry(long offset, String id, String type, String subject, long version, Instant at,
        Optional<String> communityId, String reader, String data) {}
