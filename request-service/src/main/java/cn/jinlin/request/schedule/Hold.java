package cn.jinlin.request.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * An hour of a member that is held for an order.
 *
 * @param token names this hold in the order's claim
 * @param until the first instant that is free again
 * @param orderVersion the order's version that the times and the standing were read at; 0 while PENDING
 */
public record Hold(String orderId, String token, Instant from, Instant until, Instant heldAt, Standing standing,
        long orderVersion) {
    /** A pending hold older than this belongs to a claim that broke off, and is settled. */
    public static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

    /** PENDING until the order took the claim, TAKEN while the claim lives, OVER when it ended, MISSED when nobody came. */
    public enum Standing {
        PENDING, TAKEN, OVER, MISSED
    }

    /** A new hold that waits for its order. */
    public static Hold pending(String orderId, String token, Instant from, Instant until, Instant now) {
        return new Hold(orderId, token, from, until, now, Standing.PENDING, 0);
    }

    boolean holds() {
        return switch (standing) {
            case PENDING, TAKEN -> true;
            case OVER, MISSED -> false;
        };
    }

    public boolean waits() {
        return standing == Standing.PENDING;
    }

    boolean missedSince(Instant since) {
        return standing == Standing.MISSED && !from.isBefore(since);
    }

    boolean overlaps(Instant start, Instant end) {
        return holds() && from.isBefore(end) && start.isBefore(until);
    }

    boolean openAt(Instant now) {
        return holds() && until.isAfter(now);
    }

    /** Waits for so long that the claim must have broken off. */
    public boolean brokenOff(Instant now) {
        return waits() && !settledFrom().isAfter(now);
    }

    Instant settledFrom() {
        return heldAt.plus(SETTLED_AFTER);
    }

    Hold read(Standing next, Instant start, Instant end, long version) {
        return new Hold(orderId, token, start, end, heldAt, next, version);
    }
}
