package cn.jinlin.launcher.process;

import java.time.Duration;

/** How long to wait before starting a dead process again: 1 s, doubled up to 30 s, and 1 s again after a minute of health. */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);
    static final Duration HEALTHY = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /** @param healthyFor how long the process was ready before it died */
    Duration after(Duration healthyFor) {
        if (healthyFor.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return now;
    }
}
