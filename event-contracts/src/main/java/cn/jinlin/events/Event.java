package cn.jinlin.events;

/**
 * Something that happened to one aggregate. There are two sorts: <em>state events</em> ({@code ….changed.v1}) carry the
 * whole public state and apply when their version is newer; all others are <em>facts</em> and apply once.
 */
public interface Event {
    /** The aggregate it happened to; also the key of its record, so that one aggregate's events stay in order. */
    String aggregateId();
}
