package cn.jinlin.gateway.access;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/**
 * One bucket a caller, in this process alone: behind n gateways a caller has n times the rate.
 */
final class Rates {

    private final RateSettings settings;
    private final Cache<Caller, Bucket> buckets;

    Rates(RateSettings settings) {
        this.settings = settings;
        this.buckets = Caffeine.newBuilder().maximumSize(settings.callers()).expireAfterAccess(Duration.ofMinutes(2))
                .executor(Runnable::run).build();
    }

    /** Takes one request from the caller's bucket; how long to wait where it is empty, else zero. */
    Duration take(Caller caller) {
        Bucket bucket = buckets.get(caller, this::bucket);
        return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private Bucket bucket(Caller caller) {
        RateSettings.Rate rate = caller.member() ? settings.member() : settings.others();
        return Bucket.builder().addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(),
                Duration.ofSeconds(1))).build();
    }
}
