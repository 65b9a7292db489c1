package cn.jinlin.gateway.rate;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucketBuilder;
import reactor.core.publisher.Mono;

/** Buckets in this process alone: behind n gateways that count like this a caller has n times the rate. */
final class LocalRates implements Rates {

    private final RateSettings settings;
    private final Cache<Caller, Bucket> buckets;

    LocalRates(RateSettings settings) {
        this.settings = settings;
        this.buckets = Caffeine.newBuilder().maximumSize(settings.callers()).expireAfterAccess(Duration.ofMinutes(2))
                .executor(Runnable::run).build();
    }

    @Override
    public Mono<ConsumptionProbe> take(Caller caller) {
        return Mono.fromSupplier(() -> buckets.get(caller, this::bucket).tryConsumeAndReturnRemaining(1));
    }

    private Bucket bucket(Caller caller) {
        LocalBucketBuilder bucket = Bucket.builder();
        for (var limit : settings.of(caller).bucket().getBandwidths()) {
            bucket.addLimit(limit);
        }
        return bucket.build();
    }
}
