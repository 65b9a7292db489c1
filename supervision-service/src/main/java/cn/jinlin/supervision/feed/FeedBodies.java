package cn.jinlin.supervision.feed;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.StateJson;

/** The feed's events on the wire. */
public final class FeedBodies {
    /** Who publishes, as {@code source} names it. */
    static final String SOURCE = "/jinlin/supervision-service";

    private FeedBodies() {}

    /**
     * An event in CloudEvents 1.0's JSON format.
     *
     * @param sequence its place in the feed, in decimal digits: the cursor of a client that has dealt with it
     * @param aggregateversion grows with each event of one subject
     */
    public record CloudEvent(String specversion, String id, String source, String type, String subject, Instant time,
            String datacontenttype, String sequence, String aggregateversion,
            @Schema(implementation = Object.class) JsonNode data) {
        public static CloudEvent of(FeedEntry entry) {
            return new CloudEvent("1.0", entry.id(), SOURCE, entry.type(), entry.subject(), entry.at(), "application/json",
                    Long.toString(entry.offset()), Long.toString(entry.version()), StateJson.mapper().readTree(entry.data()));
        }
    }

    /**
     * A part of the feed.
     *
     * @param next where to read on, also when there is nothing yet; null at the beginning of a feed that is empty
     */
    public record FeedPage(List<CloudEvent> items, @Nullable String next) {}
}
