package cn.jinlin.request.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs with the real one and can be moved on. */
public final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    public void move(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Moves on to a moment that is still to come. */
    public void moveTo(Instant moment) {
        move(Duration.between(instant(), moment));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
