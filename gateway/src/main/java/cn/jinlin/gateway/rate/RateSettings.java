package cn.jinlin.gateway.rate;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one caller may ask.
 *
 * @param member a member
 * @param others anybody else, also by address without a token
 * @param callers how many callers are remembered at once; the longest silent one is forgotten first
 * @param trustedProxies a pattern of the addresses whose {@code X-Forwarded-For} is believed; none is by default
 * @param store the MongoDB through which several gateways count together; without one each counts alone
 * @param patience how long a request waits for that store before this gateway counts alone
 */
@ConfigurationProperties("jinlin.rates")
public record RateSettings(Rate member, Rate others, int callers, @Nullable String trustedProxies, @Nullable String store,
        Duration patience) {

    /** Requests a second, and how many at once after a silence. */
    public record Rate(int perSecond, int burst) {

        BucketConfiguration bucket() {
            return BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1))).build();
        }

        /** In how many seconds an empty bucket is full again. */
        int window() {
            return Math.ceilDiv(burst, perSecond);
        }
    }

    Rate of(Caller caller) {
        return caller.member() ? member : others;
    }
}
