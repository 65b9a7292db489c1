package cn.jinlin.gateway;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every service dies, hangs, breaks off and talks nonsense in turn, while clients go on asking all of them. */
class TroubleTest {
    private static final Map<String, String> PATHS = Map.of("registration", "/api/v1/members", "request", "/api/v1/orders",
            "supervision", "/api/v1/coverage");

    private static Door door;

    /** What is done to a service, and what undoes it. */
    interface Trouble {
        Runnable befall(FakeService service);
    }

    private record Asked(String service, HttpResponse<String> answer) {}

    @BeforeAll
    static void open() {
        door = new Door("dev-tokens", "jinlin.bounds.response-timeout=500ms", "jinlin.bounds.open-for=1s",
                "jinlin.bounds.window=10",
                "jinlin.bounds.least=10", "jinlin.bounds.trials=1");
    }

    static Stream<Arguments> troubles() {
        Map<String, Trouble> each = Map.of("dies", service -> {
            service.die();
            return service::live;
        }, "hangs", service -> {
            CountDownLatch end = new CountDownLatch(1);
            service.does(exchange -> end.await());
            return end::countDown;
        }, "breaks off", service -> {
            service.does(exchange -> {
                throw new IllegalStateException("dies before it answers");
            });
            return () -> {};
        });
        return each.entrySet().stream().flatMap(trouble -> PATHS.keySet().stream().sorted()
                .map(service -> Arguments.of(service, trouble.getKey(), trouble.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("troubles")
    void onlyItsOwnPathsSufferAndInWords(String name, String what, Trouble trouble) throws InterruptedException {
        FakeService troubled = Map.of("registration", door.registration, "request", door.request, "supervision", door.supervision)
                .get(name);
        PATHS.values().forEach(path -> await().until(() -> ask(path).statusCode() == 200));
        Queue<Asked> seen = new ConcurrentLinkedQueue<>();
        AtomicBoolean on = new AtomicBoolean(true);
        List<Thread> clients = PATHS.entrySet().stream().map(entry -> Thread.startVirtualThread(() -> {
            while (on.get()) {
                seen.add(new Asked(entry.getKey(), ask(entry.getValue())));
            }
        })).toList();

        Runnable end = trouble.befall(troubled);
        await().until(() -> seen.stream().filter(asked -> asked.answer().statusCode() == 503).count() >= 3);
        end.run();
        troubled.does(null);
        await().until(() -> ask(PATHS.get(name)).statusCode() == 200);
        on.set(false);
        for (Thread client : clients) {
            client.join();
        }

        assertThat(seen).filteredOn(asked -> !asked.service().equals(name)).isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.answer().statusCode()).isEqualTo(200));
        assertThat(seen).filteredOn(asked -> asked.answer().statusCode() != 200).allSatisfy(asked -> {
            boolean late = asked.answer().statusCode() == 504;
            assertProblem(asked.answer(), late ? 504 : 503, late ? "SERVICE_TIMEOUT" : "UNAVAILABLE");
            assertThat(asked.answer().headers().firstValueAsLong("Retry-After")).hasValue(1);
        });
    }

    private static HttpResponse<String> ask(String path) {
        return door.send(door.asAdmin(path));
    }
}
