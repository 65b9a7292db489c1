package cn.jinlin.gateway.route;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstancesTest {
    private static final URI A = URI.create("http://a:1");
    private static final URI B = URI.create("http://b:1");
    private static final URI C = URI.create("http://c:1");

    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final Instances instances = new Instances(new Services(
            Map.of("request", new Services.Service(List.of(A, B, C), List.of()), "alone",
                    new Services.Service(List.of(A), List.of())),
            new Services.Bounds(Duration.ZERO, 1, 1, 1, 1, 1, Duration.ZERO, 1)), clock());

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private List<URI> next(int times) {
        return IntStream.range(0, times).mapToObj(i -> instances.next("request")).toList();
    }

    @Test
    void goesRound() {
        assertThat(next(6)).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void passesOverWhatRefusedForAWhile() {
        instances.refused(B);

        assertThat(next(4)).containsExactly(A, C, C, A);
        now = now.plus(Duration.ofSeconds(3));
        assertThat(next(3)).contains(B);
    }

    @Test
    void passesOverWhatIsNotReadyUntilItIs() {
        instances.heard(A, false);
        now = now.plus(Duration.ofDays(1));

        assertThat(next(6)).doesNotContain(A);
        instances.heard(A, true);
        assertThat(next(3)).contains(A);
    }

    @Test
    void asksInTurnAllTheSameWhenNoneSeemsThere() {
        List.of(A, B).forEach(instances::refused);
        instances.heard(C, false);

        assertThat(next(3)).containsExactly(A, B, C);
        assertThat(instances.next("alone")).isEqualTo(A);
    }
}
