package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the feed is brought to subscribers.
 *
 * @param firstRetry how long after a failure it is tried again; twice as long after each further one
 * @param longestRetry no longer than that
 * @param giveUpAfter what has waited so long and fails once more goes to the dead letters
 * @param atOnce how many subscribers one instance serves at a time
 * @param perTurn how many events a subscriber gets before it is another one's turn
 * @param turn how long that may take
 * @param perClient how many subscriptions a client may have
 * @param oldSecret how long a secret that was replaced signs too
 * @param keepDelivered how long what was delivered is listed
 * @param keepDead how long dead letters are listed
 */
@ConfigurationProperties("jinlin.webhooks")
record WebhookProperties(@DefaultValue("10s") Duration firstRetry, @DefaultValue("6h") Duration longestRetry,
        @DefaultValue("3d") Duration giveUpAfter, @DefaultValue("32") int atOnce, @DefaultValue("20") int perTurn,
        @DefaultValue("20s") Duration turn, @DefaultValue("20") int perClient, @DefaultValue("24h") Duration oldSecret,
        @DefaultValue("14d") Duration keepDelivered, @DefaultValue("90d") Duration keepDead) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * When to try again.
     *
     * @param attempts that failed, this one included
     * @param jitter from 0 to 1: subscribers that failed together come again apart
     */
    Instant nextAttempt(Instant now, int attempts, double jitter) {
        double doubled = (double) firstRetry.toMillis() * Math.pow(2, Math.min(attempts - 1, MOST_DOUBLINGS));
        double longest = Math.min(doubled, (double) longestRetry.toMillis());
        return now.plusMillis((long) (longest * (0.5 + jitter / 2)));
    }
}
