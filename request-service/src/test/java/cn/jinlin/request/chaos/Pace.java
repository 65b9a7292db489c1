package cn.jinlin.request.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** How fast people are: the load's own time, not a wait for anything. */
final class Pace {
    private Pace() {}

    static void between(Random random, int leastMillis, int mostMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(leastMillis, mostMillis)).toNanos());
    }

    static void until(Instant moment) {
        LockSupport.parkNanos(Math.max(0, Duration.between(Instant.now(), moment).toNanos()));
    }
}
