package cn.jinlin.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway of its own, which looks for an issuer that is not there. */
class HealthTest {

    private static final String NO_ISSUER = "jinlin.tokens.issuer=http://127.0.0.1:1/issuer";

    private static Door door;

    @BeforeAll
    static void open() {
        door = new Door("production", NO_ISSUER);
    }

    @Test
    void isUpOnceEveryServiceWasReadyAndStaysSo() {
        Door young = new Door("production", false, NO_ISSUER);
        await().until(() -> state(young, "registration").equals("UP") && state(young, "request").equals("UP"));
        assertThat(health(young).statusCode()).isEqualTo(503);
        assertThat(state(young, "supervision")).isEqualTo("DOWN");

        young.supervision.ready(true);
        await().until(() -> health(young).statusCode() == 200);
        assertThat(young.send(young.to("/actuator/health/readiness")).statusCode()).isEqualTo(200);

        young.supervision.ready(false);
        await().until(() -> state(young, "supervision").equals("DOWN"));
        assertThat(health(young).statusCode()).isEqualTo(200);
        assertThat(health(young).body()).doesNotContain("127.0.0.1", "details");
    }

    @Test
    void hasNoMintInProduction() {
        assertProblem(door.send(door.to("/dev/token").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"roles\":[\"MEMBER\"]}"))), 404, "NOT_FOUND");
    }

    @Test
    void answersWithUnavailableWhileTheIssuerCannotBeAsked() {
        HttpResponse<String> answer = door
                .send(door.to("/api/v1/orders").header("Authorization", "Bearer " + Keys.token("m1", "MEMBER")));

        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void answersWithUnavailableWhileAServiceIsDown() {
        Door lonely = new Door("dev-tokens", "jinlin.services.request.url=http://127.0.0.1:1");

        HttpResponse<String> answer = lonely.send(lonely.asAdmin("/api/v1/orders"));

        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(lonely.send(lonely.asAdmin("/api/v1/members")).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> health(Door of) {
        return of.send(of.to("/actuator/health"));
    }

    private static String state(Door of, String service) {
        return Door.json(health(of).body()).at("/components/services/components/" + service + "/status").stringValue();
    }
}
