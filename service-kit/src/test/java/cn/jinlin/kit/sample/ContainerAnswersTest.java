package cn.jinlin.kit.sample;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What Tomcat and the firewall would answer by themselves is a problem like any other. */
@SampleTest
class ContainerAnswersTest {
    private static final String TOKEN = "Authorization: " + TestTokens.member("m1") + "\r\n";
    private static final String END = "Host: x\r\nConnection: close\r\n" + TOKEN + "\r\n";

    Http http;

    @BeforeEach
    void open(@LocalServerPort int port) {
        http = new Http(port);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + END;
    }

    static Stream<Arguments> oddities() {
        String post = "POST /api/v1/orders/o1/claims HTTP/1.1\r\n";
        return Stream.of(arguments(get("/api/v1/[x]"), 400, "BAD_REQUEST"), arguments(get("/api/v1/a%00b"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/a%2fb"), 400, "BAD_REQUEST"), arguments(get("/api/v1/a%5cb"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/a;b=c"), 400, "BAD_REQUEST"), arguments(get("/api/v1//orders"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/%ff%fe"), 400, "BAD_REQUEST"), arguments(get("/api/v1/%zz"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/%2e%2e/x"), 400, "BAD_REQUEST"), arguments(get("/../../etc"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/{x}"), 400, "BAD_REQUEST"), arguments(get("/api/v1/订单"), 400, "BAD_REQUEST"),
                arguments(get("api/v1"), 400, "BAD_REQUEST"), arguments(get("/api/v1/orders?limit=%00"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/orders?cursor=%ff"), 400, "BAD_REQUEST"),
                arguments(get("/api/v1/orders?cursor=%zz"), 400, "BAD_REQUEST"),
                arguments("GARBAGE\r\n\r\n", 400, "BAD_REQUEST"),
                arguments("GET / HTTP/9.9\r\n" + END, 505, "VERSION_NOT_SUPPORTED"),
                arguments("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "BAD_REQUEST"),
                arguments("GET / HTTP/1.1\r\nHost: a\r\n" + END, 400, "BAD_REQUEST"),
                arguments("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "BAD_REQUEST"),
                arguments("GET / HTTP/1.1\r\nBad Header: x\r\n" + END, 400, "BAD_REQUEST"),
                arguments("GET / HTTP/1.1\r\nX: a\u0001b\r\n" + END, 400, "BAD_REQUEST"),
                arguments("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n" + END, 400, "BAD_REQUEST"),
                arguments(get("/" + "x".repeat(20_000)), 400, "BAD_REQUEST"),
                arguments(post + "Content-Length: -1\r\n" + END, 400, "BAD_REQUEST"),
                arguments(post + "Content-Length: 1\r\nContent-Length: 2\r\n" + END, 400, "BAD_REQUEST"),
                arguments(post + "Transfer-Encoding: foo\r\n" + END, 501, "NOT_IMPLEMENTED"),
                arguments("FOO /api/v1/orders HTTP/1.1\r\n" + END, 405, "METHOD_NOT_ALLOWED"),
                arguments("TRACE /api/v1/orders HTTP/1.1\r\n" + END, 405, "METHOD_NOT_ALLOWED"),
                arguments("CONNECT x:80 HTTP/1.1\r\n" + END, 501, "NOT_IMPLEMENTED"),
                arguments("G@T / HTTP/1.1\r\n" + END, 400, "BAD_REQUEST"),
                arguments("POST /api/v1/communities/1/orders HTTP/1.1\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                        + TestTokens.officer("1") + "\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400, "BAD_REQUEST"),
                arguments("GET /error HTTP/1.1\r\n" + END, 404, "NOT_FOUND"));
    }

    @Test
    void cutsOffAnAnswerThatFailsWhenPartOfItIsOut() {
        String answer = http.raw("GET /api/v1/torn HTTP/1.1\r\nHost: x\r\n" + TOKEN + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked", "name\n");
        assertThat(answer).doesNotEndWith("0\r\n\r\n").doesNotContain("Mongo");
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void answersOdditiesWithAProblem(String request, int status, String code) {
        String answer = http.raw(request);
        assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("<html", "Exception", "Tomcat", "cn.jinlin.kit",
                "\nServer:");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head).contains("content-type: application/problem+json", "x-trace-id: ", "x-content-type-options: nosniff");
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(problem.path("title").asString()).matches(".*[\u4e00-\u9fff].*");
    }

    @Test
    void wordsThemInEnglishToo() {
        assertThat(http.raw("GET /a%00b HTTP/1.1\r\nAccept-Language: en\r\n" + END)).contains("can't be understood");
        assertThat(http.raw("GET /a%2fb HTTP/1.1\r\nAccept-Language: en\r\n" + END)).contains("can't be understood");
    }

    @Test
    void keepsTheTraceOfTheCaller() {
        String parent = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
        assertThat(http.raw("GET /a%2fb HTTP/1.1\r\n" + parent + END))
                .contains("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    }

    @Test
    void sendsNoBodyToHead() {
        String answer = http.raw("HEAD /api/v1/nowhere HTTP/1.1\r\n" + END);
        assertThat(answer).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
        assertThat(http.raw("HEAD /api/v1/orders/3 HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200").contains("ETag: \"7\"")
                .endsWith("\r\n\r\n");
    }

    @Test
    void tellsTheMethodsToOptions() {
        assertThat(http.raw("OPTIONS /api/v1/orders/3 HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200")
                .contains("Allow: ").contains("PATCH");
    }

    @Test
    void answersAHalfSentBodyWithoutFailing() {
        String request = "POST /api/v1/communities/1/orders HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 5\r\n"
                + "Host: x\r\nConnection: close\r\nAuthorization: " + TestTokens.officer("1") + "\r\n\r\n{\"a\"}";
        assertThat(http.raw(request)).startsWith("HTTP/1.1 400").contains("MALFORMED_JSON");
    }
}
