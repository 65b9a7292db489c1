package cn.jinlin.supervision.courier;

import java.time.Duration;

/** A courier that may call this very machine, and waits so long for an answer. */
public final class CourierFixture {
    private CourierFixture() {}

    public static Courier toLoopback(Duration deadline) {
        return new Courier(new CourierProperties(true, Duration.ofSeconds(2), deadline));
    }
}
