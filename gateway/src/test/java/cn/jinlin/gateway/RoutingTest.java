package cn.jinlin.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class RoutingTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            registration, /api/v1/communities
            registration, /api/v1/communities/350211102006/service-record
            registration, /api/v1/units/u1/partner-communities/350211102006
            registration, /api/v1/members?communityId=350211102006&ids=a,b
            registration, /api/v1/members/imports/j1
            registration, /api/v1/members/m1/registrations/unit-community
            registration, /api/v1/registrations?status=PENDING
            registration, /api/v1/teams/t1/members/m1
            registration, /api/v1/posts/p1/holders
            registration, /api/v1/households
            registration, /api/v1/pairings?overdue=true
            registration, /api/v1/certificates/2026-0001
            registration, /api/v1/me/inbox
            registration, /api/v1/me/inbox/stream
            request, /api/v1/orders
            request, /api/v1/orders/recommended
            request, /api/v1/orders/o1/claims/m1/decision
            request, /api/v1/order-series
            request, /api/v1/me/claims
            request, /api/v1/platform/orders
            request, /open311/v2/services.json
            request, /open311/discovery.xml
            supervision, /api/v1/coverage
            supervision, /api/v1/coverage.geojson
            supervision, /api/v1/support-plans/s1/consents/u1
            supervision, /api/v1/campaigns
            supervision, /api/v1/checklists/c1/versions
            supervision, /api/v1/places/market-1
            supervision, /api/v1/inspections/i1/findings
            supervision, /api/v1/findings?overdue=true
            supervision, /api/v1/exemplars/e1/publications
            supervision, /api/v1/flags/f1/settlement
            supervision, /api/v1/ledgers/communities/350211102006
            supervision, /api/v1/platform/events?after=12
            supervision, /api/v1/platform/subscriptions/s1/deliveries
            """)
    void sendsEachPathToTheServiceThatOwnsIt(String service, String target) {
        HttpResponse<String> answer = door.send(door.asAdmin(target));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1", "/api/v1/me", "/api/v1/platform", "/api/v2/orders",
        "/api/v1/ordersx", "/api/v1/coverage.json", "/", "/index.html", "/actuator/env", "/actuator"})
    void answersUnknownPathsWithNotFound(String target) {
        assertProblem(door.send(door.asAdmin(target)), 404, "NOT_FOUND");
    }

    @Test
    void passesARequestOnUnchanged() {
        byte[] body = "{\"title\":\"清洁家园 \\u0026\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String token = Keys.token("officer", "COMMUNITY_OFFICER");

        door.send(door.to("/api/v1/orders/a%20b/claims?x=%E4%B8%AD%2F&y=1+2&y=&z").header("If-Match", "\"7\"")
                .header("Idempotency-Key", "k-1").header("Accept-Language", "en").header("Accept", "application/json")
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                .method("PATCH", BodyPublishers.ofByteArray(body)));

        FakeService.Seen seen = door.request.seen();
        Headers headers = seen.headers();
        assertThat(seen.method()).isEqualTo("PATCH");
        assertThat(seen.target()).isEqualTo("/api/v1/orders/a%20b/claims?x=%E4%B8%AD%2F&y=1+2&y=&z");
        assertThat(seen.body()).isEqualTo(body);
        assertThat(headers.get("If-Match")).containsExactly("\"7\"");
        assertThat(headers.get("Idempotency-Key")).containsExactly("k-1");
        assertThat(headers.get("Accept-Language")).containsExactly("en");
        assertThat(headers.get("Authorization")).containsExactly("Bearer " + token);
        assertThat(headers.get("Content-Length")).containsExactly(String.valueOf(body.length));
    }

    @Test
    void passesAnAnswerBackUnchangedButForTheBanner() {
        door.request.does(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"8\"");
            exchange.getResponseHeaders().set("Location", "/api/v1/orders/o1");
            exchange.getResponseHeaders().set("Cache-Control", "private, max-age=5");
            exchange.getResponseHeaders().set("Server", "Chatty/1.0");
            exchange.getResponseHeaders().set("X-Powered-By", "Chatty");
            exchange.getResponseHeaders().set("X-Trace-Id", "its own");
            FakeService.say(exchange, 201, "application/json", "{\"title\":\"清洁\"}");
        });

        HttpResponse<String> answer = door
                .send(door.asAdmin("/api/v1/orders").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"title\":\"清洁\"}");
        assertThat(answer.headers().firstValue("ETag")).contains("\"8\"");
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/orders/o1");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, max-age=5");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().allValues("X-Trace-Id")).hasSize(1).doesNotContain("its own");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void passesTheRefusalOfAServiceBackUntouched() {
        String problem = "{\"code\":\"ORDER_FULL\",\"status\":409}";
        door.request.does(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            FakeService.say(exchange, 409, "application/problem+json", problem);
        });

        HttpResponse<String> answer = door
                .send(door.asAdmin("/api/v1/orders/o1/claims").POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo(problem);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void passesAnEmptyErrorOfAServiceBackEmpty() {
        door.request.does(exchange -> FakeService.say(exchange, 500, "text/plain", ""));

        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/orders/o1"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void passesTheTraceOfTheCallerOn() {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/orders").header("traceparent", parent));

        assertThat(door.request.seen().headers().get("Traceparent")).containsExactly(parent);
        assertThat(answer.headers().firstValue("X-Trace-Id")).contains("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"})
    void makesATraceInPlaceOfAMalformedOne(String parent) {
        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/orders").header("traceparent", parent));

        String made = door.request.seen().headers().getFirst("Traceparent");
        assertThat(made).isNotEqualTo(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(answer.headers().firstValue("X-Trace-Id")).contains(made.substring(3, 35));
    }

    @Test
    void passesNeitherForgedForwardingNorHopByHopHeadersOn() throws Exception {
        door.raw("GET /open311/v2/services.json HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\n"
                + "X-Forwarded-Host: evil\r\nForwarded: for=1.2.3.4\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n"
                + "Keep-Alive: 5\r\nUpgrade: websocket\r\nTE: trailers\r\n\r\n");

        assertThat(door.request.seen().headers()).doesNotContainKeys("X-forwarded-for", "X-forwarded-host",
                "Forwarded", "X-hop", "Keep-alive", "Upgrade", "Te");
    }

    @Test
    void passesAHeadRequestOn() {
        HttpResponse<String> answer = door
                .send(door.asAdmin("/api/v1/orders").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(List.of(door.request.seen().method(), answer.body())).containsExactly("HEAD", "");
    }
}
