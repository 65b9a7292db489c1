package cn.jinlin.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances of the request service, two of registration of which one is not there, and no supervision at all. */
class SeveralInstancesTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    private static FakeService first;
    private static FakeService second;
    private static FakeService lonely;
    private static Door door;

    @BeforeAll
    static void open() {
        first = new FakeService("first");
        second = new FakeService("second");
        lonely = new FakeService("lonely");
        door = new Door("dev-tokens", "jinlin.services.request.url=" + first.url() + "," + second.url(),
                "jinlin.services.registration.url=" + NOBODY + "," + lonely.url(),
                "jinlin.services.supervision.url=" + NOBODY + "," + NOBODY, "jinlin.bounds.least=1000",
                "jinlin.bounds.window=1000");
    }

    @Test
    void asksTheInstancesInTurn() {
        await().untilAsserted(() -> assertThat(orders(6)).containsExactlyInAnyOrder("first", "first", "first", "second", "second",
                "second"));
        assertThat(first.seen().target()).isEqualTo("/api/v1/orders?q=a%20%5Bb%5D");
    }

    @Test
    void passesOverAnInstanceThatRefusesAndReadsGoToTheNextAtOnce() {
        assertThat(IntStream.range(0, 10).mapToObj(i -> door.send(door.asAdmin("/api/v1/units")).body()).distinct())
                .containsExactly("lonely");
    }

    @Test
    void refusesWhereNobodyIsThere() {
        HttpResponse<String> read = door.send(door.asAdmin("/api/v1/coverage"));
        HttpResponse<String> write = door.send(door.asAdmin("/api/v1/inspections").POST(BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json"));

        assertProblem(read, 503, "UNAVAILABLE");
        assertProblem(write, 503, "UNAVAILABLE");
    }

    @Test
    void passesOverAnInstanceThatIsNotReady() {
        second.ready(false);
        await().untilAsserted(() -> assertThat(orders(6)).containsOnly("first"));
        second.ready(true);
        await().untilAsserted(() -> assertThat(orders(6)).contains("first", "second"));
    }

    private static List<String> orders(int times) {
        return IntStream.range(0, times).mapToObj(i -> door.send(door.asAdmin("/api/v1/orders?q=a%20%5Bb%5D")).body()).toList();
    }
}
