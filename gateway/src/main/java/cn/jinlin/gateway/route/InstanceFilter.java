package cn.jinlin.gateway.route;

import java.net.ConnectException;
import java.net.URI;

import io.netty.channel.ConnectTimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends a request to the instance whose turn it is. A GET or HEAD whose connection was refused goes once more, to the next
 * one; a write never does, whatever became of it.
 */
@Component
final class InstanceFilter implements GlobalFilter, Ordered {
    private final Instances instances;

    InstanceFilter(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return Mono.defer(() -> send(exchange, chain)).retryWhen(Retry.max(1).filter(failure -> reads && refused(failure))
                .doBeforeRetry(again -> ServerWebExchangeUtils.reset(exchange))
                .onRetryExhaustedThrow((retry, again) -> again.failure()));
    }

    private Mono<Void> send(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        URI asked = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        URI address = instances.next(route.getId());
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, at(address, asked));
        return chain.filter(exchange).doOnError(InstanceFilter::refused, failure -> instances.refused(address));
    }

    /** The path and query as they came, at this instance. */
    private static URI at(URI address, URI asked) {
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return URI.create(address.getScheme() + "://" + address.getAuthority() + asked.getRawPath() + query);
    }

    /** Nobody listens there; where nobody answers in time, that may be a busy service. */
    static boolean refused(Throwable failure) {
        return failure instanceof ConnectException && !(failure instanceof ConnectTimeoutException);
    }

    @Override
    public int getOrder() {
        return BreakerFilter.ORDER + 1;
    }
}
