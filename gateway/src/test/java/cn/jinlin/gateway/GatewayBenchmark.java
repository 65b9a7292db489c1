package cn.jinlin.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cn.jinlin.bare.BareGateway;
import cn.jinlin.embedded.EmbeddedStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The CPU time that a request costs in the full gateway, and in a bare one: processes of their own before the same service,
 * asked in turn, so that what else the machine does slows all of them. On demand; docs/benchmarks.md has the table.
 */
class GatewayBenchmark {
    private static final int REQUESTS = Integer.getInteger("requests", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int AT_ONCE = 32;
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeService service = new FakeService("request");

    @Test
    void measures() throws Exception {
        String body = "{\"title\":\"" + "x".repeat(1000) + "\"}";
        service.does(exchange -> FakeService.say(exchange, 200, "application/json", body));
        List<String> full = List.of("spring.profiles.active=dev-tokens", "jinlin.dev-tokens.private-key=" + Keys.file(),
                "jinlin.services.registration.url=" + service.url(), "jinlin.services.request.url=" + service.url(),
                "jinlin.services.supervision.url=" + service.url(), "jinlin.rates.others.per-second=1000000",
                "jinlin.rates.others.burst=1000000", "logging.level.org.springframework.boot=info");
        try (EmbeddedStore store = EmbeddedStore.start(null, 0);
                GatewayProcess bare = new GatewayProcess(BareGateway.class, JVM,
                        Stream.concat(full.stream(), Stream.of("bare.url=" + service.url(),
                                "spring.config.location=optional:classpath:/none/")).toList());
                GatewayProcess whole = new GatewayProcess(GatewayApplication.class, JVM, full);
                GatewayProcess sharing = new GatewayProcess(GatewayApplication.class, JVM,
                        Stream.concat(full.stream(), Stream.of("jinlin.rates.store=" + store.uri()))
                                .toList())) {
            Map<String, GatewayProcess> gateways = new LinkedHashMap<>();
            gateways.put("bare Spring Cloud Gateway", bare);
            gateways.put("the full gateway", whole);
            gateways.put("the full gateway, rates shared", sharing);
            Map<String, List<Double>> micros = new LinkedHashMap<>();
            for (int round = -2; round < ROUNDS; round++) {
                for (Map.Entry<String, GatewayProcess> gateway : gateways.entrySet()) {
                    double each = round(gateway.getValue());
                    if (round >= 0) {
                        micros.computeIfAbsent(gateway.getKey(), name -> new ArrayList<>()).add(each);
                    }
                }
            }
            micros.forEach((name, each) -> {
                each.sort(null);
                System.out.printf("| %s | %.0f | %.0f–%.0f |%n", name, each.get(each.size() / 2), each.getFirst(),
                        each.getLast());
            });
        }
    }

    /** Microseconds of CPU a request. */
    private double round(GatewayProcess gateway) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address() + "/api/v1/orders"))
                .header("Authorization", "Bearer " + Keys.token("bench", "DISTRICT_ADMIN")).build();
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicInteger good = new AtomicInteger();
        Duration before = gateway.cpu();
        for (int i = 0; i < REQUESTS; i++) {
            places.acquire();
            client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                if (failure == null && answer.statusCode() == 200) {
                    good.incrementAndGet();
                }
                places.release();
            });
        }
        places.acquire(AT_ONCE);
        assertThat(good.get()).isEqualTo(REQUESTS);
        return gateway.cpu().minus(before).toNanos() / 1000.0 / REQUESTS;
    }
}
