package cn.jinlin.gateway.route;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import cn.jinlin.gateway.problem.Failures;

/**
 * One breaker and two counts a service. The breaker counts only what blames the service: refused, broken and late calls,
 * never an answer of any status and never what a caller did wrong.
 */
@Component
final class Guards {

    private static final Logger LOG = LoggerFactory.getLogger(Guards.class);

    private final Map<String, Guard> guards;

    Guards(Services settings) {
        this.guards = settings.services().keySet().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> guard(name, settings.bounds())));
    }

    CircuitBreaker breaker(ServerWebExchange exchange) {
        return guard(exchange).breaker();
    }

    /** Streams are counted apart: they stay open, and would take the places of all other requests. */
    Bulkhead places(ServerWebExchange exchange) {
        String accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
        boolean stream = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return stream ? guard(exchange).streams() : guard(exchange).requests();
    }

    CircuitBreaker breaker(String service) {
        return guard(service).breaker();
    }

    Bulkhead requests(String service) {
        return guard(service).requests();
    }

    private Guard guard(ServerWebExchange exchange) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return guard(route.getId());
    }

    private Guard guard(String service) {
        return Objects.requireNonNull(guards.get(service));
    }

    private static Guard guard(String name, Services.Bounds bounds) {
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom().slidingWindowSize(bounds.window())
                .minimumNumberOfCalls(bounds.least()).failureRateThreshold(bounds.failureRate())
                .waitDurationInOpenState(bounds.openFor()).permittedNumberOfCallsInHalfOpenState(bounds.trials())
                .ignoreException(failure -> !Failures.blamesService(failure)).build();
        return new Guard(told(CircuitBreaker.of(name, breaker)), places(name, bounds.inFlight()),
                places(name + "-streams", bounds.streams()));
    }

    private static CircuitBreaker told(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(event -> LOG.info("Breaker of service {} is {}",
                breaker.getName(), event.getStateTransition().getToState()));
        return breaker;
    }

    private static Bulkhead places(String name, int places) {
        return Bulkhead.of(name, BulkheadConfig.custom().maxConcurrentCalls(places).build());
    }

    private record Guard(CircuitBreaker breaker, Bulkhead requests, Bulkhead streams) {}
}
