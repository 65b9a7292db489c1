package cn.jinlin.launcher.process;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void doublesFromOneSecondToThirty() {
        assertThat(Stream.generate(() -> backoff.after(Duration.ZERO).toSeconds()).limit(7)).containsExactly(1L, 2L, 4L, 8L, 16L,
                30L, 30L);
    }

    @Test
    void beginsAnewAfterAMinuteOfHealth() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ofSeconds(59));

        assertThat(backoff.after(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    }
}
