package cn.jinlin.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LimitsTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
    }

    @Test
    void slowsAMemberDownAfterABurstAndNobodyElse() {
        HttpRequest busy = door.to("/api/v1/orders").header("Authorization", "Bearer " + Keys.token("busy", "MEMBER")).build();
        List<HttpResponse<String>> answers = new ArrayList<>();
        // Many at once, so that a slow machine asks too fast as well.
        await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            IntStream.range(0, 200).mapToObj(i -> door.client().sendAsync(busy, BodyHandlers.ofString())).toList()
                    .forEach(answer -> answers.add(answer.join()));
            return answers.stream().anyMatch(answer -> answer.statusCode() == 429);
        });
        HttpResponse<String> refused = answers.stream().filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();

        assertThat(answers).filteredOn(answer -> answer.statusCode() != 429).hasSizeGreaterThanOrEqualTo(60);
        assertProblem(refused, 429, "TOO_MANY_REQUESTS");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(orders("calm", "MEMBER").statusCode()).isEqualTo(200);
    }

    @Test
    void allowsOthersMoreThanAMember() {
        assertThat(IntStream.range(0, 150)
                .mapToObj(i -> orders("officer", "MEMBER", "COMMUNITY_OFFICER").statusCode()).distinct())
                .containsExactly(200);
    }

    @Test
    void saysWithEveryAnswerHowMuchIsLeft() {
        HttpResponse<String> member = orders("new", "MEMBER");
        assertThat(member.headers().firstValue("RateLimit-Policy")).contains("60;w=3");
        assertThat(member.headers().firstValue("RateLimit-Limit")).contains("60");
        assertThat(member.headers().firstValue("RateLimit-Remaining")).contains("59");
        assertThat(member.headers().firstValue("RateLimit-Reset")).contains("1");
        assertThat(orders("other", "SUPERVISOR").headers().firstValue("RateLimit-Policy")).contains("600;w=3");
        assertThat(door.send(door.to("/api/v1/orders")).headers().firstValue("RateLimit-Limit")).contains("600");
        assertThat(door.send(door.to("/actuator/health")).headers().map()).doesNotContainKey("ratelimit-limit");
    }

    @Test
    void countsTokensThatDoNotHoldForTheAddressTheyCameFrom() {
        HttpResponse<String> bad = door.send(door.to("/api/v1/orders").header("Authorization", "Bearer x.y.z"));
        HttpResponse<String> worse = door.send(door.to("/api/v1/orders").header("Authorization", "Bearer x.y.z"));

        assertProblem(bad, 401, "INVALID_TOKEN");
        assertThat(worse.headers().firstValueAsLong("RateLimit-Remaining").orElseThrow()).isLessThan(600);
    }

    private HttpResponse<String> orders(String subject, String... roles) {
        return door.send(door.to("/api/v1/orders").header("Authorization", "Bearer " + Keys.token(subject, roles)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyOverOneMebibyte(boolean announced) {
        HttpResponse<String> answer = post("/api/v1/orders", MEBIBYTE + 1, announced);

        assertProblem(answer, 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesABodyOfOneMebibyte(boolean announced) {
        assertThat(post("/api/v1/orders", MEBIBYTE, announced).statusCode()).isEqualTo(200);
        assertThat(door.request.seen().body()).hasSize(MEBIBYTE);
    }

    @Test
    void takesLargerImportsUpToTwentyMebibytes() {
        assertThat(post("/api/v1/members/imports", 20 * MEBIBYTE, true).statusCode()).isEqualTo(200);
        assertProblem(post("/api/v1/members/imports", 20 * MEBIBYTE + 1, true), 413, "BODY_TOO_LARGE");
        assertProblem(post("/api/v1/members", 2 * MEBIBYTE, true), 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({"POST,/api/v1/orders/o/photos,true", "POST,/api/v1/orders/o/photos,false",
        "PUT,/api/v1/inspections/i/photos/p,true", "PUT,/api/v1/inspections/i/photos/p,false"})
    void takesPhotosUpToSixMebibytes(String method, String target, boolean announced) {
        assertThat(send(method, target, 11 * MEBIBYTE / 2, announced).statusCode()).isEqualTo(200);
        FakeService service = target.contains("orders") ? door.request : door.supervision;
        assertThat(service.seen().body()).hasSize(11 * MEBIBYTE / 2);

        assertProblem(send(method, target, 13 * MEBIBYTE / 2, announced), 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders/o/claims", "/api/v1/orders/photos", "/api/v1/inspections/i/findings",
        "/api/v1/orders/o/photos/p/thumbnail", "/api/v1/orders/o/completion?as=/api/v1/orders/o/photos"})
    void keepsToOneMebibyteBesideThePhotos(String target) {
        assertProblem(post(target, 2 * MEBIBYTE, true), 413, "BODY_TOO_LARGE");
    }

    @Test
    void saysThatALineIsTooLong() throws IOException {
        assertBare(door.raw("GET /api/v1/orders?q=" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414,
                "URI_TOO_LONG");
        assertThat(door.send(door.asAdmin("/api/v1/members?ids=" + "a".repeat(7_900))).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatHeadersAreTooLong() throws IOException {
        assertBare(door.raw("GET /api/v1/orders HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n\r\n"), 431,
                "HEADERS_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n\r\n", "GET /api/v1/[ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/orders/% HTTP/1.1\r\nHost: a\r\n\r\n", "GET /api/v1/orders/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/orders?q=% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/orders HTTP/1.1\r\nHost: a\r\nX: \001\r\n\r\n",
        "POST /dev/token HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /dev/token HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    void answersWhatIsNoHttpWithAProblem(String bytes) throws IOException {
        assertBare(door.raw(bytes), 400, "BAD_REQUEST");
    }

    @Test
    void speaksTheLanguageOfTheCallerBelowTheApplicationToo() throws IOException {
        assertThat(door.raw("GET /[ HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\n"
                + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n"))
                .contains("\"title\":\"The request can't be understood\"",
                        "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders/%00", "/api/v1/orders/../members", "/api/v1//orders",
        "/api/v1/orders/a%2fb", "/api/v1/orders/a;b=c", "/api/v1/orders/a%5cb", "/api/v1/orders/%0a",
        "/api/v1/orders/\344\270\255", "/api/v1/orders?name=\344\270\255"})
    void refusesOddCharactersInAnAddress(String target) throws IOException {
        assertBare(door.raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 400,
                "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "FOO"})
    void refusesMethodsOfNoUse(String method) throws IOException {
        String answer = door.raw(method + " /api/v1/orders HTTP/1.1\r\nHost: a\r\n\r\n");

        assertBare(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer).contains("Allow: ");
    }

    private HttpResponse<String> post(String target, int size, boolean announced) {
        return send("POST", target, size, announced);
    }

    private HttpResponse<String> send(String method, String target, int size, boolean announced) {
        byte[] body = new byte[size];
        return door.send(door.asAdmin(target).method(method, announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    private static void assertBare(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase("Content-Type: application/problem+json")
                .contains("X-Trace-Id: ", "\"code\":\"" + code + "\"");
    }
}
