package cn.jinlin.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway in a process of its own is told to end while it is busy. */
class DrainTest {
    private final FakeService registration = new FakeService("registration");
    private final FakeService request = new FakeService("request");
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final GatewayProcess gateway = new GatewayProcess(GatewayApplication.class,
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            List.of("spring.profiles.active=dev-tokens", "jinlin.dev-tokens.private-key=" + Keys.file(),
                    "jinlin.services.registration.url=" + registration.url(), "jinlin.services.request.url=" + request.url(),
                    "jinlin.services.supervision.url=" + request.url(), "jinlin.drain.period=3s"));

    @AfterEach
    void end() {
        gateway.close();
        client.close();
    }

    private HttpRequest to(String path, String... headers) {
        HttpRequest.Builder made = HttpRequest.newBuilder(URI.create(gateway.address() + path)).header("Authorization",
                "Bearer " + Keys.token("admin", "DISTRICT_ADMIN"));
        return (headers.length == 0 ? made : made.headers(headers)).build();
    }

    /** What whoever balances asks. */
    private boolean isReady() {
        try {
            return client.send(to("/actuator/health/readiness"), BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException | InterruptedException gone) {
            return false;
        }
    }

    @Test
    void endsWithoutAFailedRequest() throws Exception {
        await().atMost(1, TimeUnit.MINUTES).until(this::isReady);
        CountDownLatch slowIsThere = new CountDownLatch(1);
        request.does(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/slow")) {
                slowIsThere.countDown();
                TimeUnit.SECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(50);
            FakeService.say(exchange, 200, "text/plain", "done");
        });
        registration.does(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes());
            exchange.getResponseBody().flush();
            TimeUnit.MINUTES.sleep(2);
        });
        HttpResponse<InputStream> stream = client.send(to("/api/v1/me/inbox/stream", "Accept", "text/event-stream"),
                BodyHandlers.ofInputStream());
        CompletableFuture<String> events = CompletableFuture.supplyAsync(() -> read(stream.body()));
        Queue<Object> outcomes = new ConcurrentLinkedQueue<>();
        HttpRequest quick = to("/api/v1/orders");
        List<Thread> clients = IntStream.range(0, 8).mapToObj(i -> Thread.startVirtualThread(() -> {
            while (isReady()) {
                outcomes.add(outcome(quick));
            }
        })).toList();
        await().atMost(1, TimeUnit.MINUTES).until(() -> outcomes.size() > 50);
        CompletableFuture<HttpResponse<String>> slow = client.sendAsync(to("/api/v1/orders/slow"), BodyHandlers.ofString());
        assertThat(slowIsThere.await(1, TimeUnit.MINUTES)).isTrue();

        gateway.process().destroy();

        for (Thread one : clients) {
            one.join();
        }
        assertThat(gateway.process().isAlive()).as("it said that it ends before it did").isTrue();
        assertThat(outcomes).containsOnly(200);
        assertThat(slow.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        assertThat(events.get(1, TimeUnit.MINUTES)).isEqualTo("data: 1\n\n");
        assertThat(gateway.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private Object outcome(HttpRequest quick) {
        try {
            return client.send(quick, BodyHandlers.ofString()).statusCode();
        } catch (IOException | InterruptedException failed) {
            return failed;
        }
    }

    private static String read(InputStream body) {
        try (body) {
            return new String(body.readAllBytes());
        } catch (IOException broken) {
            return broken.toString();
        }
    }
}
