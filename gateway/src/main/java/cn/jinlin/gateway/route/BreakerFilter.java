package cn.jinlin.gateway.route;

import java.net.ProtocolException;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.netty.handler.codec.DecoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Failures;
import cn.jinlin.gateway.problem.TraceFilter;

/**
 * The breaker of the service, from the request to the head of its answer. The body is written further out, so that a
 * stream that runs for hours is a call that went well at once.
 */
@Component
final class BreakerFilter implements GlobalFilter, Ordered {

    static final int ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;

    private static final Logger LOG = LoggerFactory.getLogger(BreakerFilter.class);

    private final Guards guards;

    BreakerFilter(Guards guards) {
        this.guards = guards;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        CircuitBreaker breaker = guards.breaker(exchange);
        return chain.filter(exchange).onErrorMap(BreakerFilter::unreadable, BreakerFilter::nonsense)
                .doOnError(Failures::blamesService, failure -> LOG.warn("Service {} failed on {}: {}",
                        breaker.getName(), TraceFilter.traceId(exchange), failure.toString()))
                .transformDeferred(CircuitBreakerOperator.of(breaker));
    }

    private static boolean unreadable(Throwable failure) {
        return failure instanceof DecoderException || failure instanceof IllegalArgumentException;
    }

    /** What is no HTTP is the service's fault, like a connection that breaks. */
    private static Throwable nonsense(Throwable failure) {
        return new ProtocolException("The answer cannot be read").initCause(failure);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
