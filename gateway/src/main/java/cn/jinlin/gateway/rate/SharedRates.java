package cn.jinlin.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Buckets that all gateways share. Each settles with the store once a caller has used up a tenth of its burst, or after
 * {@link #SETTLED_WITHIN}, so n gateways may let n tenths of a burst pass too many. While the store is away this gateway
 * counts alone, and looks again after {@link #ALONE_FOR}.
 */
final class SharedRates implements Rates {

    static final Duration ALONE_FOR = Duration.ofSeconds(2);
    private static final Duration SETTLED_WITHIN = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(SharedRates.class);

    private final RateSettings settings;
    private final Rates local;
    private final AsyncProxyManager<String> store;
    private final Clock clock;
    private final Cache<Caller, AsyncBucketProxy> buckets;
    private volatile Instant aloneUntil = Instant.MIN;

    SharedRates(RateSettings settings, Rates local, AsyncProxyManager<String> store, Clock clock) {
        this.settings = settings;
        this.local = local;
        this.store = store;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder().maximumSize(settings.callers()).expireAfterAccess(Duration.ofMinutes(2))
                .executor(Runnable::run).build();
    }

    @Override
    public Mono<ConsumptionProbe> take(Caller caller) {
        return local.take(caller)
                .flatMap(own -> own.isConsumed() && clock.instant().isAfter(aloneUntil) ? shared(caller, own) : Mono.just(own));
    }

    private Mono<ConsumptionProbe> shared(Caller caller, ConsumptionProbe own) {
        return Mono
                .fromFuture(() -> buckets.get(caller, this::bucket).tryConsumeAndReturnRemaining(1).thenApply(Optional::of)
                        .exceptionally(failure -> Optional.empty()), true)
                .timeout(settings.patience(), Mono.just(Optional.empty())).map(taken -> taken.orElseGet(() -> alone(own)));
    }

    private ConsumptionProbe alone(ConsumptionProbe own) {
        Instant now = clock.instant();
        if (now.isAfter(aloneUntil)) {
            LOG.warn("The store of rates does not answer: this gateway counts alone for {} s", ALONE_FOR.toSeconds());
        }
        aloneUntil = now.plus(ALONE_FOR);
        return own;
    }

    private AsyncBucketProxy bucket(Caller caller) {
        RateSettings.Rate rate = settings.of(caller);
        DelayParameters settling = new DelayParameters(Math.max(1, rate.burst() / 10), SETTLED_WITHIN);
        return store.builder().withOptimization(Optimizations.delaying(settling)).build(caller.kept(rate),
                () -> CompletableFuture.completedFuture(rate.bucket()));
    }
}
