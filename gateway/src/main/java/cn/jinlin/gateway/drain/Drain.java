package cn.jinlin.gateway.drain;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The first thing at the end: health says 503, every further answer ends its connection, and live streams end, for as long
 * as the period; only then does the server take no more and wait for what is under way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class Drain implements SmartLifecycle, WebFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final DrainSettings settings;
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private volatile boolean running;

    Drain(DrainSettings settings) {
        this.settings = settings;
    }

    /** Whether whoever balances should look elsewhere. */
    public boolean hasBegun() {
        return begun.isDone();
    }

    Mono<Boolean> begin() {
        return Mono.fromFuture(begun, true);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> {
            if (hasBegun()) {
                exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            }
        }));
        return chain.filter(exchange);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable ended) {
        LOG.info("The gateway drains for {} ms", settings.period().toMillis());
        begun.complete(true);
        running = false;
        CompletableFuture.delayedExecutor(settings.period().toMillis(), TimeUnit.MILLISECONDS).execute(ended);
    }

    @Override
    public void stop() {
        begun.complete(true);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
