package cn.jinlin.request.history;

import java.time.Instant;
import java.util.Comparator;

import cn.jinlin.events.RequestEvent;

/**
 * An event as a reader of the topic sees it.
 *
 * @param partition {@link #UNSENT} for an event that still waits in its document
 * @param offset within the partition, or the place in the document's outbox
 * @param at when it was decided, by the clock of the process that decided it
 */
public record Told(int partition, long offset, String aggregateId, String eventId, long version, Instant at,
        RequestEvent event) {
    public static final int UNSENT = -1;

    /** The order in which events of one partition were written. */
    static final Comparator<Told> AS_WRITTEN = Comparator.comparingInt(Told::partition).thenComparingLong(Told::offset);

    /** The same event, wherever it lies. */
    boolean isSameAs(Told other) {
        return eventId.equals(other.eventId) && aggregateId.equals(other.aggregateId) && version == other.version
                && event.equals(other.event);
    }
}
