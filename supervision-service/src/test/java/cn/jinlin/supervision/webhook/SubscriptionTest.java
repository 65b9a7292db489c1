package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.webhook.Subscription.About;
import cn.jinlin.supervision.webhook.Subscription.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubscriptionTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final WebhookProperties USUAL = new WebhookProperties(Duration.ofSeconds(10), Duration.ofHours(6),
            Duration.ofDays(3), 32, 20, Duration.ofSeconds(20), 20, Duration.ofHours(24), Duration.ofDays(14),
            Duration.ofDays(90));

    private final Subscription made = Subscription.made(new About("s", "city", "https://1.1.1.1/", List.of(), List.of(), 1, NOW),
            "one", 7);

    @Test
    void aTurnKeepsOthersOutUntilItIsSettledOrLapses() {
        Subscription taken = made.taken(NOW, LEASE);
        assertThat(made.isDue(NOW)).isTrue();
        assertThat(taken.isDue(NOW.plusSeconds(119))).isFalse();
        assertThat(taken.isDue(NOW.plus(LEASE))).isTrue();
        assertThat(taken.delivered(1, 9, NOW).isDue(NOW)).isTrue();
    }

    @Test
    void whatBecomesOfATurnCountsOnlyUntilTheNextOne() {
        Subscription lapsed = made.taken(NOW, LEASE).taken(NOW.plus(LEASE), LEASE);
        assertThat(lapsed.delivered(1, 99, NOW)).isEqualTo(lapsed);
        assertThat(lapsed.failed(1, 99, "late", NOW)).isEqualTo(lapsed);
        Subscription replayed = made.taken(NOW, LEASE).replayed(0, NOW);
        assertThat(replayed.delivered(1, 99, NOW).progress().position()).isZero();
    }

    @Test
    void failuresAddUpUntilSomethingIsTaken() {
        Subscription once = made.taken(NOW, LEASE).failed(1, 7, "answered 500", NOW.plusSeconds(10));
        Subscription twice = once.taken(NOW, LEASE).failed(2, 7, "answered 500", NOW.plusSeconds(20));
        assertThat(twice.progress().attempts()).isEqualTo(2);
        assertThat(twice.progress().lastError()).contains("answered 500");
        assertThat(twice.isDue(NOW.plusSeconds(19))).isFalse();
        assertThat(twice.taken(NOW, LEASE).delivered(3, 8, NOW).progress().attempts()).isZero();
    }

    @Test
    void isNotServedWhilePausedAndGoesOnWhereItWas() {
        Subscription paused = made.paused();
        assertThat(paused.isDue(NOW.plus(Duration.ofDays(9)))).isFalse();
        Subscription resumed = paused.resumed(NOW.plus(Duration.ofDays(9)));
        assertThat(resumed.status()).isEqualTo(Status.ACTIVE);
        assertThat(resumed.progress().position()).isEqualTo(7);
        assertThat(resumed.progress().since()).isEqualTo(NOW.plus(Duration.ofDays(9)));
        assertThatThrownBy(paused::paused).isInstanceOf(Refused.class).hasMessage("SUBSCRIPTION_PAUSED");
        assertThatThrownBy(() -> made.resumed(NOW)).isInstanceOf(Refused.class).hasMessage("SUBSCRIPTION_NOT_PAUSED");
    }

    @Test
    void signsWithTheOldSecretTooForAWhile() {
        Subscription rotated = made.rotated("two", NOW.plusSeconds(60));
        assertThat(rotated.secrets().at(NOW)).containsExactly("two", "one");
        assertThat(rotated.secrets().at(NOW.plusSeconds(60))).containsExactly("two");
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheLongest() {
        assertThat(USUAL.nextAttempt(NOW, 1, 1)).isEqualTo(NOW.plusSeconds(10));
        assertThat(USUAL.nextAttempt(NOW, 1, 0)).isEqualTo(NOW.plusSeconds(5));
        assertThat(USUAL.nextAttempt(NOW, 4, 1)).isEqualTo(NOW.plusSeconds(80));
        assertThat(USUAL.nextAttempt(NOW, 12, 1)).isEqualTo(NOW.plusSeconds(20_480));
        assertThat(USUAL.nextAttempt(NOW, 13, 1)).isEqualTo(NOW.plus(Duration.ofHours(6)));
        assertThat(USUAL.nextAttempt(NOW, 100_000, 1)).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }
}
