package cn.jinlin.gateway;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HomeTest {
    private static final int YEAR = Instant.now().atZone(ZoneId.of("Asia/Shanghai")).getYear();
    private static final String TOKEN = "Bearer " + Keys.signed(Keys.GOOD,
            Keys.claims("m", "MEMBER").claim("member_id", "m-1").build());

    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
        for (String path : List.of("/api/v1/members", "/api/v1/orders")) {
            await().until(() -> door.send(door.asAdmin(path)).statusCode() == 200);
        }
        door.registration.does(exchange -> answer(exchange, Map.of(
                "/api/v1/members/m-1", "{\"name\":\"林\",\"registrations\":{\"residence\":{\"status\":\"CONFIRMED\"}}}",
                "/api/v1/members/m-1/service-record",
                "{\"totalMinutes\":150,\"verifiedMinutes\":120,\"backfilledMinutes\":30,\"entries\":[]}",
                "/api/v1/me/inbox/unread-count", "{\"unread\":4}")));
        door.request.does(exchange -> answer(exchange, Map.of(
                "/api/v1/me/claims",
                claims("later", "CLAIMED", 7200, "over", "CLAIMED", -3600, "next", "WAITLISTED", 60, "given-up",
                        "RELEASED", 60),
                "/api/v1/orders/recommended", "{\"items\":[{\"orderId\":\"o\"}],\"next\":null}")));
    }

    private void answer(HttpExchange exchange, Map<String, String> known) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.put(path, String.join("|", exchange.getRequestURI().getQuery() == null ? "" : exchange.getRequestURI().getQuery(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Accept-Language")));
        FakeService.say(exchange, known.containsKey(path) ? 200 : 404, "application/json",
                known.getOrDefault(path, "{\"code\":\"NOT_FOUND\"}"));
    }

    private static String claims(Object... each) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < each.length; i += 3) {
            Instant start = Instant.now().plusSeconds((int) each[i + 2]);
            items.append(i == 0 ? "" : ",").append("""
                    {"orderId":"%s","startsAt":"%s","endsAt":"%s","claim":{"status":"%s"}}""".formatted(each[i], start,
                    start.plusSeconds(600), each[i + 1]));
        }
        return "{\"items\":[" + items + "],\"next\":null}";
    }

    private HttpResponse<String> home() {
        return door.send(door.to("/api/v1/me/home").header("Authorization", TOKEN).header("Accept-Language", "en"));
    }

    @Test
    void joinsWhatTheServicesKnow() {
        HttpResponse<String> answer = home();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode screen = Door.json(answer.body());
        assertThat(screen.at("/memberId").asString()).isEqualTo("m-1");
        assertThat(screen.at("/registrations/residence/status").asString()).isEqualTo("CONFIRMED");
        assertThat(screen.at("/minutes").toString()).isEqualTo("{\"year\":" + YEAR
                + ",\"totalMinutes\":150,\"verifiedMinutes\":120,\"backfilledMinutes\":30}");
        assertThat(screen.at("/unread").asInt()).isEqualTo(4);
        assertThat(screen.at("/recommended/0/orderId").asString()).isEqualTo("o");
        assertThat(screen.at("/missing").toString()).isEqualTo("[]");
    }

    @Test
    void showsTheClaimsThatStandTheNextFirst() {
        assertThat(Door.json(home().body()).at("/commitments").valueStream().map(one -> one.at("/orderId").asString()))
                .containsExactly("next", "later");
    }

    @Test
    void asksInTheCallersNameAndLanguage() {
        home();

        assertThat(asked.get("/api/v1/members/m-1/service-record")).isEqualTo("year=" + YEAR + "|" + TOKEN + "|en");
        assertThat(asked.get("/api/v1/orders/recommended")).isEqualTo("limit=3|" + TOKEN + "|en");
    }

    @Test
    void servesTheRestWhenAServiceIsLateAndNamesWhatIsMissing() {
        CountDownLatch end = new CountDownLatch(1);
        door.request.does(exchange -> end.await());

        JsonNode screen = Door.json(home().body());
        end.countDown();

        assertThat(screen.at("/unread").asInt()).isEqualTo(4);
        assertThat(screen.has("recommended") || screen.has("commitments")).isFalse();
        assertThat(screen.at("/missing").valueStream().map(JsonNode::toString)).containsExactlyInAnyOrder(
                "{\"part\":\"commitments\",\"code\":\"SERVICE_TIMEOUT\"}",
                "{\"part\":\"recommended\",\"code\":\"SERVICE_TIMEOUT\"}");
    }

    @Test
    void namesARefusalOfAServiceByItsCodeAndNonsenseAsInternal() {
        door.registration.does(exchange -> {
            boolean unread = exchange.getRequestURI().getPath().endsWith("unread-count");
            FakeService.say(exchange, unread ? 200 : 409, "application/json", unread ? "<html>" : "{\"code\":\"BUSY\"}");
        });

        JsonNode screen = Door.json(home().body());

        assertThat(screen.at("/commitments").size()).isEqualTo(2);
        assertThat(screen.at("/missing").valueStream().map(JsonNode::toString)).containsExactlyInAnyOrder(
                "{\"part\":\"registrations\",\"code\":\"BUSY\"}", "{\"part\":\"minutes\",\"code\":\"BUSY\"}",
                "{\"part\":\"unread\",\"code\":\"INTERNAL\"}");
    }

    @Test
    void isUnavailableWhenNothingIsThere() {
        FakeService.Behaviour dead = exchange -> {
            throw new IllegalStateException("dies before it answers");
        };
        door.registration.does(dead);
        door.request.does(dead);

        assertProblem(home(), 503, "UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMUNITY_OFFICER", "DISTRICT_ADMIN", "PLATFORM"})
    void isForMembersAlone(String role) {
        String token = Keys.signed(Keys.GOOD, Keys.claims("x", role).claim("member_id", "m-1").build());

        assertProblem(door.send(door.to("/api/v1/me/home").header("Authorization", "Bearer " + token)), 403, "FORBIDDEN");
        assertProblem(door.send(door.to("/api/v1/me/home")), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../units", "a/b", "a?x", "a b"})
    void takesNoIdThatIsNone(String memberId) {
        String token = Keys.signed(Keys.GOOD, Keys.claims("x", "MEMBER").claim("member_id", memberId).build());

        assertProblem(door.send(door.to("/api/v1/me/home").header("Authorization", "Bearer " + token)), 403, "FORBIDDEN");
        assertProblem(door.send(door.to("/api/v1/me/home").header("Authorization", "Bearer " + Keys.token("x", "MEMBER"))), 403,
                "FORBIDDEN");
    }
}
