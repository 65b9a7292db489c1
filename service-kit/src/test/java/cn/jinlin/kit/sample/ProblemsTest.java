package cn.jinlin.kit.sample;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import cn.jinlin.kit.sample.Http.Answer;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.web.Cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {
    private static final String MEMBER = TestTokens.member("m1");
    private static final String OFFICER = TestTokens.officer("350211102006");

    Http http;

    @BeforeEach
    void open(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void wordsARefusalInChineseUnlessEnglishIsAskedFor() {
        Answer chinese = http.post("/api/v1/orders/full/claims", MEMBER, null).isProblem(409, "ORDER_FULL");
        assertThat(chinese.json().path("title").asString()).isEqualTo("名额已满");
        assertThat(chinese.json().path("detail").asString()).isEqualTo("50 个名额均已被认领。");
        assertThat(chinese.json().path("instance").asString()).isEqualTo("/api/v1/orders/full/claims");
        assertThat(chinese.json().path("alternatives").path(0).asString()).isEqualTo("o2");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        Answer english = http.post("/api/v1/orders/full/claims", MEMBER, null, "Accept-Language", "en-US,en;q=0.8");
        assertThat(english.json().path("detail").asString()).isEqualTo("All 50 places are taken.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr|尚未就绪", "fr, en;q=0.1|Not ready yet", "zh-TW, en;q=0.9|尚未就绪", "en;q=0, zh|尚未就绪",
        "EN|Not ready yet", "*|尚未就绪", ";;;|尚未就绪", "en-x-very-odd|Not ready yet", "enx|尚未就绪"})
    void choosesTheLanguage(String accepted, String title) {
        Answer answer = http.post("/api/v1/orders/o1/claims", MEMBER, null, "Accept-Language", accepted);
        assertThat(answer.json().path("title").asString()).isEqualTo(title);
    }

    @Test
    void saysWhenToTryAgain() {
        Answer answer = http.post("/api/v1/orders/o1/claims", MEMBER, null).isProblem(409, "NOT_READY");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().has("detail")).isFalse();
    }

    @Test
    void wordsHandMadeFieldErrors() {
        Answer answer = http.post("/api/v1/orders/o1/period", MEMBER, null).isProblem(400, "INVALID_INPUT");
        assertThat(answer.errors()).containsExactly("endsAt BEFORE_START");
        assertThat(answer.json().path("errors").path(0).path("message").asString()).isEqualTo("不得早于 2026-03-01");
    }

    static Stream<Arguments> badParameters() {
        return Stream.of(arguments("/api/v1/orders?limit=abc", "limit WRONG_TYPE"),
                arguments("/api/v1/orders?limit=", "limit WRONG_TYPE"), arguments("/api/v1/orders?limit=0", "limit OUT_OF_RANGE"),
                arguments("/api/v1/orders?limit=201", "limit OUT_OF_RANGE"),
                arguments("/api/v1/orders?limit=1.5", "limit WRONG_TYPE"),
                arguments("/api/v1/orders?limit=99999999999", "limit WRONG_TYPE"),
                arguments("/api/v1/orders?category=RED", "category NOT_ONE_OF"),
                arguments("/api/v1/orders?page=x", "page WRONG_TYPE"),
                arguments("/api/v1/orders?page=11", "page OUT_OF_RANGE"), arguments("/api/v1/orders?from=soon", "from MALFORMED"),
                arguments("/api/v1/orders?from=1", "from MALFORMED"),
                arguments("/api/v1/orders?from=2026-03-01T09:00:00", "from MALFORMED"),
                arguments("/api/v1/orders/needed", "q REQUIRED"), arguments("/api/v1/orders/abc", "id WRONG_TYPE"),
                arguments("/api/v1/orders/99999999999", "id WRONG_TYPE"));
    }

    @ParameterizedTest
    @MethodSource("badParameters")
    void namesTheParameterThatIsWrong(String path, String error) {
        assertThat(http.get(path, MEMBER).isProblem(400, "INVALID_INPUT").errors()).containsExactly(error);
        Answer english = http.get(path, MEMBER, "Accept-Language", "en").isProblem(400, "INVALID_INPUT");
        assertThat(english.json().path("errors").path(0).path("message").asString()).matches("[\\x20-\\x7e≥≤]+");
    }

    @Test
    void givesPagesByCursor() {
        Answer first = http.get("/api/v1/orders", MEMBER);
        assertThat(first.body()).isEqualTo("{\"items\":[\"50\",\"\"],\"next\":\"" + Cursor.encode("a", "b") + "\"}");
        assertThat(http.get("/api/v1/orders?limit=200&cursor=" + Cursor.encode("x", "y"), MEMBER).body()).contains("\"200\"",
                "x,y");
        http.get("/api/v1/orders?cursor=garbage", MEMBER).isProblem(400, "INVALID_CURSOR");
        http.get("/api/v1/orders?cursor=" + Cursor.encode("x"), MEMBER).isProblem(400, "INVALID_CURSOR");
    }

    @Test
    void answersEveryMisdirectedRequest() {
        http.get("/api/v1/nowhere", MEMBER).isProblem(404, "NOT_FOUND");
        http.get("/", MEMBER).isProblem(404, "NOT_FOUND");
        http.get("/favicon.ico", MEMBER).isProblem(404, "NOT_FOUND");
        Answer method = http.send("PUT", "/api/v1/orders/3", MEMBER, new byte[0]).isProblem(405, "METHOD_NOT_ALLOWED");
        assertThat(method.header("Allow")).contains("GET", "PATCH", "DELETE");
        http.get("/api/v1/orders/3", MEMBER, "Accept", "image/png").isProblem(406, "NOT_ACCEPTABLE");
        http.post("/api/v1/imports", TestTokens.districtAdmin(), "x", "Content-Type", "text/plain");
    }

    @Test
    void answersBrokenMultipart() {
        String admin = TestTokens.districtAdmin();
        String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.csv\"\r\n\r\n%s\r\n--b--\r\n";
        String type = "multipart/form-data; boundary=b";
        byte[] good = part.formatted("file", "a,b").getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("POST", "/api/v1/imports", admin, good, "Content-Type", type).json().path("bytes").asInt())
                .isEqualTo(3);
        byte[] other = part.formatted("other", "a,b").getBytes(StandardCharsets.UTF_8);
        assertThat(
                http.send("POST", "/api/v1/imports", admin, other, "Content-Type", type).isProblem(400, "INVALID_INPUT").errors())
                .containsExactly("file REQUIRED");
        http.send("POST", "/api/v1/imports", admin, good, "Content-Type", "multipart/form-data").isProblem(400,
                "MALFORMED_MULTIPART");
        http.send("POST", "/api/v1/imports", admin, "--b\r\nContent-Dispo".getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                .isProblem(400, "MALFORMED_MULTIPART");
        byte[] large = part.formatted("file", "x".repeat(20 * 1024 * 1024 + 1)).getBytes(StandardCharsets.UTF_8);
        http.send("POST", "/api/v1/imports", admin, large, "Content-Type", type).isProblem(413, "BODY_TOO_LARGE");
        byte[] larger = part.formatted("file", "x".repeat(24 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
        http.send("POST", "/api/v1/imports", admin, larger, "Content-Type", type).isProblem(413, "BODY_TOO_LARGE");
        http.post("/api/v1/imports", admin, "{}").isProblem(400, "MALFORMED_MULTIPART");
    }

    @Test
    void callsAnEngineThatIsAwayUnavailable() {
        for (String how : new String[]{"store", "socket"}) {
            Answer answer = http.post("/api/v1/broken?how=" + how, MEMBER, null).isProblem(503, "STORE_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).doesNotContain("10.1.2.3", "27017");
        }
        http.post("/api/v1/broken?how=broker", MEMBER, null).isProblem(503, "BROKER_UNAVAILABLE");
    }

    @Test
    void tellsNothingAboutAFaultButItsTrace(CapturedOutput log) {
        Answer answer = http.post("/api/v1/broken", MEMBER, null, "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").isProblem(500, "INTERNAL");
        assertThat(answer.json().path("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(log.getAll().lines().filter(line -> line.contains("ERROR"))).hasSize(1);
    }

    @Test
    void logsNoRefusal(CapturedOutput log) {
        http.post("/api/v1/orders/full/claims", MEMBER, null);
        http.post("/api/v1/communities/350211102006/orders", OFFICER, "{");
        http.get("/api/v1/nowhere", "Bearer nonsense");
        http.get("/api/v1/nowhere", MEMBER);
        http.get("/api/v1/a%5cb", MEMBER);
        http.send("PUT", "/api/v1/orders/3", MEMBER, new byte[0]);
        http.get("/api/v1/orders/3", MEMBER, "Accept", "image/png");
        assertThat(log.getAll()).doesNotContain("WARN", "ERROR");
    }

    @ParameterizedTest
    @CsvSource({"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,true",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01,false",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,false",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01,false",
        "x,false"})
    void takesOnlyAWellFormedTrace(String parent, boolean taken) {
        String trace = http.get("/api/v1/certificates/1", "", "traceparent", parent).header("X-Trace-Id");
        assertThat(trace).matches("(?!0{32})[0-9a-f]{32}");
        assertThat(trace.equals("4bf92f3577b34da6a3ce929d0e0e4736")).isEqualTo(taken);
    }

    @Test
    void marksEveryAnswer() {
        Answer answer = http.get("/api/v1/orders/3", MEMBER);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.body())
                .isEqualTo("{\"orderId\":\"o3\",\"title\":\"扫楼道\",\"stage\":\"OPEN\",\"startsAt\":\"2026-03-01T01:00:00Z\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"7\"|200", "\"6\"|412", "*|200", "\"6\", \"7\"|200", "\"6\",\"5\"|412", "7|400",
        "W/\"7\"|400", "\"7|400",
        "\"7\",|400", "\"7\" \"8\"|400", "\"\"|412"})
    void comparesStrongTags(String tag, int status) {
        assertThat(http.send("PATCH", "/api/v1/orders/3", OFFICER, new byte[0], "If-Match", tag).status()).isEqualTo(status);
    }

    @Test
    void refusesStaleAndUnconditionalEdits() {
        http.send("PATCH", "/api/v1/orders/3", OFFICER, new byte[0], "If-Match", "\"6\"").isProblem(412, "STALE_VERSION");
        http.send("PATCH", "/api/v1/orders/3", OFFICER, new byte[0]).isProblem(428, "PRECONDITION_REQUIRED");
        assertThat(http.send("PATCH", "/api/v1/orders/3", OFFICER, new byte[0], "If-Match", "x").isProblem(400, "INVALID_INPUT")
                .errors())
                .containsExactly("If-Match MALFORMED");
        assertThat(http.send("DELETE", "/api/v1/orders/3", OFFICER, null).status()).isEqualTo(204);
    }
}
