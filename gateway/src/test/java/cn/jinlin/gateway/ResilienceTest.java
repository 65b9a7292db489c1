package cn.jinlin.gateway;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ResilienceTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
        for (String path : List.of("/api/v1/members", "/api/v1/orders", "/api/v1/coverage")) {
            await().until(() -> door.send(door.asAdmin(path)).statusCode() == 200);
        }
    }

    @Test
    void answersALateServiceWithATimeout() {
        CountDownLatch end = new CountDownLatch(1);
        door.supervision.does(exchange -> end.await());

        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/coverage"));
        end.countDown();

        assertProblem(answer, 504, "SERVICE_TIMEOUT");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void opensTheBreakerOfALateServiceAloneAndClosesItAgain() {
        CountDownLatch end = new CountDownLatch(1);
        door.supervision.does(exchange -> end.await());
        List<HttpResponse<String>> late = new ArrayList<>();
        HttpResponse<String> refused = await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO)
                .until(() -> door.send(door.asAdmin("/api/v1/coverage")), answer -> {
                    late.add(answer);
                    return answer.statusCode() == 503;
                });

        assertThat(late).hasSizeGreaterThan(1);
        assertProblem(refused, 503, "UNAVAILABLE");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(door.send(door.asAdmin("/api/v1/orders")).statusCode()).isEqualTo(200);
        end.countDown();
        door.supervision.does(null);
        await().until(() -> door.send(door.asAdmin("/api/v1/coverage")).statusCode() == 200);
    }

    @Test
    void countsNoAnswerOfAServiceAgainstIt() {
        door.supervision.does(exchange -> FakeService.say(exchange, 500, "text/plain", "its own"));

        List<Integer> statuses = IntStream.range(0, 40)
                .mapToObj(i -> door.send(door.asAdmin("/api/v1/coverage")).statusCode()).distinct().toList();

        assertThat(statuses).containsExactly(500);
    }

    @Test
    void answersABrokenConnectionWithUnavailable() {
        door.supervision.does(exchange -> {
            throw new IllegalStateException("dies before it answers");
        });

        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/coverage"));

        assertProblem(answer, 503, "UNAVAILABLE");
    }

    @Test
    void letsOnlySoManyRequestsIntoAService() {
        Semaphore arrived = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        door.registration.does(exchange -> {
            arrived.release();
            end.await();
            FakeService.say(exchange, 200, "text/plain", "late");
        });
        HttpRequest held = door.asAdmin("/api/v1/members").build();
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, Door.IN_FLIGHT)
                .mapToObj(i -> door.client().sendAsync(held, BodyHandlers.ofString())).toList();
        await().pollInterval(Duration.ofMillis(5)).until(() -> arrived.availablePermits() == Door.IN_FLIGHT);

        HttpResponse<String> refused = door.send(door.asAdmin("/api/v1/members"));
        end.countDown();
        calls.forEach(CompletableFuture::join);

        assertProblem(refused, 503, "UNAVAILABLE");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void letsEventsFlowOneByOneForLongerThanTheResponseTimeout() throws Exception {
        Semaphore next = new Semaphore(1);
        door.registration.does(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 3; i++) {
                next.acquire();
                exchange.getResponseBody().write(("data: " + i + "\n\n").getBytes());
                exchange.getResponseBody().flush();
            }
        });
        long pause = Door.RESPONSE_TIMEOUT.multipliedBy(2).toMillis();

        HttpResponse<InputStream> stream = door.send(
                door.asAdmin("/api/v1/me/inbox/stream").header("Accept", "text/event-stream"),
                BodyHandlers.ofInputStream());

        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body()))) {
            assertThat(lines.readLine()).isEqualTo("data: 0");
            assertThat(lines.readLine()).isEmpty();
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(() -> next.release());
            assertThat(lines.readLine()).isEqualTo("data: 1");
            assertThat(lines.readLine()).isEmpty();
            next.release();
            assertThat(lines.readLine()).isEqualTo("data: 2");
        }
    }
}
