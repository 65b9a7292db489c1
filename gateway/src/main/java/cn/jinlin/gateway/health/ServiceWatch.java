package cn.jinlin.gateway.health;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import cn.jinlin.gateway.route.Instances;
import cn.jinlin.gateway.route.Services;

/**
 * Asks each instance's readiness, often until every service was ready once and seldom after that; nobody's health
 * request waits for it. A service is as ready as the readiest of its instances.
 */
@Component
class ServiceWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final Duration SELDOM = Duration.ofSeconds(3);

    private final Map<String, Services.Service> services;
    private final Instances instances;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private final Set<String> everReady = ConcurrentHashMap.newKeySet();
    private final HttpClient client = HttpClient.newConnection()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis()).responseTimeout(PATIENCE);
    private volatile @Nullable Disposable rounds;

    ServiceWatch(Services settings, Instances instances) {
        this.services = settings.services();
        this.instances = instances;
    }

    boolean allWereReady() {
        return everReady.containsAll(services.keySet());
    }

    boolean isReady(String service) {
        return ready.contains(service);
    }

    Set<String> names() {
        return services.keySet();
    }

    @Override
    public void start() {
        rounds = Flux.fromIterable(services.entrySet())
                .flatMap(service -> Flux.fromIterable(service.getValue().url()).flatMap(this::ask).collectList()
                        .map(heard -> heard.contains(true))
                        .doOnNext(isReady -> note(service.getKey(), isReady)))
                .then()
                .then(Mono.defer(() -> Mono.delay(allWereReady() ? SELDOM : OFTEN))).repeat().subscribe();
    }

    private Mono<Boolean> ask(URI url) {
        return Mono
                .defer(() -> client.get().uri(url.resolve("/actuator/health/readiness"))
                        .responseSingle((answer, body) -> Mono.just(answer.status().code() == 200)))
                .onErrorReturn(false).doOnNext(isReady -> instances.heard(url, isReady));
    }

    private void note(String name, boolean isReady) {
        boolean changed = isReady ? ready.add(name) : ready.remove(name);
        boolean opens = isReady && everReady.add(name) && allWereReady();
        if (changed) {
            LOG.info("Service {} is {}", name, isReady ? "ready" : "not ready");
        }
        if (opens) {
            LOG.info("All services were ready: the gateway is up");
        }
    }

    @Override
    public void stop() {
        Disposable running = rounds;
        if (running != null) {
            running.dispose();
        }
        rounds = null;
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
