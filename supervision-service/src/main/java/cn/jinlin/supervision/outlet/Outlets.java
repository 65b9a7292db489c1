package cn.jinlin.supervision.outlet;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.supervision.outlet.Outlet.Article;
import cn.jinlin.supervision.outlet.Outlet.Step;

/** The channels that are set up. A fault that passes is tried once more at once; a breaker opens where most calls fail. */
@Component
public class Outlets {
    private static final int TRIES = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int CALLS_LOOKED_AT = 6;
    private static final Duration STAYS_OPEN = Duration.ofSeconds(30);

    private final Map<Channel, Outlet> outlets = new EnumMap<>(Channel.class);
    private final Map<Channel, CircuitBreaker> breakers = new EnumMap<>(Channel.class);
    private final Retry retry = Retry.of("outlets", RetryConfig.custom().maxAttempts(TRIES)
            .intervalFunction(IntervalFunction.of(BETWEEN_TRIES)).retryOnException(Outlets::isPassing).build());

    Outlets(List<Outlet> all, OutletSettings settings) {
        all.stream().filter(outlet -> isSetUp(outlet.channel(), settings)).forEach(outlet -> {
            outlets.put(outlet.channel(), outlet);
            breakers.put(outlet.channel(), CircuitBreaker.of(outlet.channel().name(), breaker()));
        });
    }

    public boolean has(Channel channel) {
        return outlets.containsKey(channel);
    }

    /** See {@link Outlet#publish}. */
    public Step publish(Channel channel, Article article, Optional<String> ticket) {
        Outlet outlet = outlet(channel);
        return guarded(channel, () -> outlet.publish(article, ticket));
    }

    /** See {@link Outlet#takeBack}. */
    public void takeBack(Channel channel, String articleId, Optional<String> receipt, Optional<String> ticket) {
        Outlet outlet = outlet(channel);
        guarded(channel, () -> {
            outlet.takeBack(articleId, receipt, ticket);
            return channel;
        });
    }

    private <T> T guarded(Channel channel, Supplier<T> call) {
        CircuitBreaker breaker = breakers.getOrDefault(channel, CircuitBreaker.ofDefaults(channel.name()));
        try {
            return Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(breaker, call)).get();
        } catch (CallNotPermittedException e) {
            throw OutletFault.passing("the breaker is open");
        }
    }

    private Outlet outlet(Channel channel) {
        Outlet outlet = outlets.get(channel);
        if (outlet == null) {
            throw OutletFault.passing("not set up");
        }
        return outlet;
    }

    private static boolean isSetUp(Channel channel, OutletSettings settings) {
        return switch (channel) {
            case FEED -> true;
            case WECHAT -> settings.wechat().complete();
            case CITY_PLATFORM -> settings.cityPlatform().complete();
        };
    }

    private static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom().slidingWindowSize(CALLS_LOOKED_AT).minimumNumberOfCalls(CALLS_LOOKED_AT)
                .waitDurationInOpenState(STAYS_OPEN).permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Outlets::isPassing).build();
    }

    private static boolean isPassing(Throwable fault) {
        return fault instanceof OutletFault known && known.isPassing();
    }
}
