package cn.jinlin.gateway;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** What browsers are told: of other origins, and to be careful. */
class BrowserTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
    }

    private HttpResponse<String> preflight(String origin, String method, String headers) {
        return door.send(door.to("/api/v1/orders").header("Origin", origin).header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers).method("OPTIONS", BodyPublishers.noBody()));
    }

    @Test
    void letsAPageOfAListedOriginAskWithoutATokenWhatItMay() {
        HttpResponse<String> answer = preflight(Door.ORIGIN, "PATCH", "authorization,if-match,content-type");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(Door.ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PATCH");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("3600");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(door.request.untouched()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example, GET, accept", "null, GET, accept", "https://app.example.evil.example, GET, accept",
        "https://app.example, TRACE, accept", "https://app.example, GET, x-forwarded-for"})
    void saysNothingOfPermissionToAnybodyElse(String origin, String method, String headers) {
        HttpResponse<String> answer = preflight(origin, method, headers);

        assertThat(answer.headers().map()).doesNotContainKeys("access-control-allow-methods", "access-control-allow-headers");
        assertThat(door.request.untouched()).isTrue();
    }

    @Test
    void aPageOfAListedOriginMayReadAnswersAndRefusals() {
        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/orders").header("Origin", Door.ORIGIN));
        HttpResponse<String> refusal = door.send(door.to("/api/v1/orders").header("Origin", Door.ORIGIN));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(Door.ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse("")).contains("ETag", "Retry-After",
                "RateLimit-Remaining");
        assertProblem(refusal, 401, "UNAUTHENTICATED");
        assertThat(refusal.headers().firstValue("Access-Control-Allow-Origin")).contains(Door.ORIGIN);
        assertThat(refusal.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    @Test
    void answersAnUnlistedOriginLikeAnybodyButForItsBrowser() {
        HttpResponse<String> answer = door.send(door.asAdmin("/api/v1/orders").header("Origin", "https://evil.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders", "/api/v1/nothing", "/actuator/health", "/dev/token"})
    void everyAnswerKeepsBrowsersSafe(String path) {
        HttpResponse<String> answer = door.send(door.asAdmin(path));

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("strict-transport-security", "server", "x-powered-by");
    }

    @Test
    void soDoAnswersBelowTheApplication() throws IOException {
        assertThat(door.raw("hello\r\n\r\n")).contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
                "Content-Security-Policy: default-src 'none'");
    }

    @Test
    void aPageOfAServiceMayRunNoCodeOfOthers() {
        door.request.does(exchange -> FakeService.say(exchange, 200, "text/html;charset=utf-8", "<p>report</p>"));

        assertThat(door.send(door.asAdmin("/api/v1/orders/1")).headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'").doesNotContain("script-src 'self' 'unsafe-inline'");
    }

    @Test
    void asksToStaySecureWhereTheCallerCameSecurely() {
        assertThat(door.send(door.asAdmin("/api/v1/orders").header("X-Forwarded-Proto", "https")).headers()
                .firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }
}
