package cn.jinlin.kit.events;

import java.time.Instant;

import cn.jinlin.events.Event;

/**
 * An event as a listener gets it.
 *
 * @param id the event's own id; the same for a duplicate
 * @param version the aggregate's version with this event; grows by one per event of an aggregate
 * @param at when it happened
 */
public record Received<E extends Event>(String id, long version, Instant at, E event) {}
