package cn.jinlin.kit.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import cn.jinlin.kit.sample.Http.Answer;
import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@SampleTest
class StrictBodyTest {
    private static final String COMMUNITY = "350211102006";
    private static final String ORDERS = "/api/v1/communities/" + COMMUNITY + "/orders";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String GOOD = """
            {"title":"扫楼道","category":"CLEAN_HOME","startsAt":"2026-03-01T09:00:00+08:00","capacity":{"min":1,"max":3}}""";

    @Autowired
    SampleController controller;

    Http http;

    @BeforeEach
    void open(@LocalServerPort int port) {
        http = new Http(port);
    }

    /** The good order with one more member in front. */
    private static String with(String member) {
        return "{" + member + "," + GOOD.substring(1);
    }

    private static String without(String member) {
        return GOOD.replaceFirst("\"" + member + "\":(\"[^\"]*\"|\\{[^}]*}),?", "").replace(",}", "}");
    }

    @Test
    void makesWhatFits() {
        Answer answer = http.post(ORDERS, OFFICER, with("\"outcomes\":[{\"metric\":\"truckloads\",\"quantity\":28}]"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/orders/" + answer.json().path("orderId").asString());
        assertThat(answer.body()).startsWith("{\"orderId\":").contains("\"startsAt\":\"2026-03-01T01:00:00Z\"")
                .doesNotContain("note", "stage");
    }

    static Stream<Arguments> misfits() {
        String deep = "[".repeat(40) + "]".repeat(40);
        return Stream.of(arguments("", " REQUIRED"), arguments("  \n", " REQUIRED"), arguments("null", " REQUIRED"),
                arguments("[]", " WRONG_TYPE"), arguments("\"x\"", " WRONG_TYPE"), arguments("3", " WRONG_TYPE"),
                arguments("true", " WRONG_TYPE"), arguments("{", " MALFORMED_JSON"),
                arguments(GOOD + "x", " MALFORMED_JSON"), arguments(GOOD + GOOD, " MALFORMED_JSON"),
                arguments("{'title':1}", " MALFORMED_JSON"), arguments("// c\n" + GOOD, " MALFORMED_JSON"),
                arguments("\uFEFF" + GOOD, " MALFORMED_JSON"), arguments(with("\"title\":\"x\""), "title DUPLICATE_FIELD"),
                arguments(with("\"colour\":\"red\""), "colour UNKNOWN_FIELD"),
                arguments(with("\"Note\":\"x\""), "Note UNKNOWN_FIELD"),
                arguments(GOOD.replace("\"min\":1", "\"min\":1,\"mean\":2"), "capacity.mean UNKNOWN_FIELD"),
                arguments(with("\"note\":7"), "note WRONG_TYPE"), arguments(with("\"note\":true"), "note WRONG_TYPE"),
                arguments(with("\"note\":[\"x\"]"), "note WRONG_TYPE"), arguments(with("\"note\":{}"), "note WRONG_TYPE"),
                arguments(GOOD.replace("\"min\":1", "\"min\":\"1\""), "capacity.min WRONG_TYPE"),
                arguments(GOOD.replace("\"min\":1", "\"min\":1.0"), "capacity.min WRONG_TYPE"),
                arguments(GOOD.replace("\"min\":1", "\"min\":true"), "capacity.min WRONG_TYPE"),
                arguments(GOOD.replace("\"min\":1", "\"min\":\"\""), "capacity.min WRONG_TYPE"),
                arguments(GOOD.replace("\"min\":1", "\"min\":null"), "capacity.min REQUIRED"),
                arguments(GOOD.replace("\"min\":1,", ""), "capacity.min REQUIRED"),
                arguments(GOOD.replace("\"min\":1", "\"min\":3000000000"), "capacity.min OUT_OF_RANGE"),
                arguments(with("\"places\":9223372036854775808"), "places OUT_OF_RANGE"),
                arguments(with("\"places\":\"5\""), "places WRONG_TYPE"), arguments(with("\"places\":1e2"), "places WRONG_TYPE"),
                arguments(with("\"urgent\":1"), "urgent WRONG_TYPE"), arguments(with("\"urgent\":\"true\""), "urgent WRONG_TYPE"),
                arguments(with("\"urgent\":\"\""), "urgent WRONG_TYPE"), arguments(with("\"radius\":\"3\""), "radius WRONG_TYPE"),
                arguments(with("\"radius\":1e999999999"), "radius OUT_OF_RANGE"),
                arguments(with("\"radius\":NaN"), " MALFORMED_JSON"),
                arguments(with("\"radius\":\"NaN\""), "radius WRONG_TYPE"),
                arguments(with("\"radius\":\"-Infinity\""), "radius WRONG_TYPE"),
                arguments(with("\"radius\":\"1.5\""), "radius WRONG_TYPE"),
                arguments(with("\"radius\":true"), "radius WRONG_TYPE"),
                arguments(with("\"radius\":" + "9".repeat(200)), " TOO_LARGE"),
                arguments(with("\"outcomes\":{}"), "outcomes WRONG_TYPE"),
                arguments(with("\"outcomes\":\"\""), "outcomes WRONG_TYPE"),
                arguments(with("\"outcomes\":[null]"), "outcomes[0] REQUIRED"),
                arguments(with("\"outcomes\":[{\"metric\":\"x\",\"quantity\":1e-999999999}]"),
                        "outcomes[0].quantity OUT_OF_RANGE"),
                arguments(with("\"outcomes\":[{\"metric\":\"x\",\"quantity\":\"1\"}]"), "outcomes[0].quantity WRONG_TYPE"),
                arguments(with("\"labels\":[]"), "labels WRONG_TYPE"),
                arguments(with("\"labels\":{\"a\":1}"), "labels.a WRONG_TYPE"),
                arguments(GOOD.replace("CLEAN_HOME", "clean_home"), "category NOT_ONE_OF"),
                arguments(GOOD.replace("CLEAN_HOME", " CLEAN_HOME"), "category NOT_ONE_OF"),
                arguments(GOOD.replace("CLEAN_HOME", "0"), "category NOT_ONE_OF"),
                arguments(GOOD.replace("CLEAN_HOME", ""), "category NOT_ONE_OF"),
                arguments(GOOD.replace("\"CLEAN_HOME\"", "0"), "category WRONG_TYPE"),
                arguments(GOOD.replace("\"CLEAN_HOME\"", "[\"CLEAN_HOME\"]"), "category WRONG_TYPE"),
                arguments(GOOD.replace("2026-03-01T09:00:00+08:00", "2026-03-01T09:00:00"), "startsAt MALFORMED"),
                arguments(GOOD.replace("2026-03-01T09:00:00+08:00", "2026-02-30T09:00:00Z"), "startsAt MALFORMED"),
                arguments(GOOD.replace("2026-03-01T09:00:00+08:00", "1772330400"), "startsAt MALFORMED"),
                arguments(GOOD.replace("2026-03-01T09:00:00+08:00", "+999999999-01-01T00:00:00Z"), "startsAt MALFORMED"),
                arguments(GOOD.replace("\"2026-03-01T09:00:00+08:00\"", "1772330400"), "startsAt WRONG_TYPE"),
                arguments(GOOD.replace("\"2026-03-01T09:00:00+08:00\"", "1772330400.5"), "startsAt WRONG_TYPE"),
                arguments(with("\"day\":[2026,3,1]"), "day WRONG_TYPE"), arguments(with("\"day\":20000"), "day WRONG_TYPE"),
                arguments(with("\"note\":\"a\\u0000b\""), "note UNSOUND_TEXT"),
                arguments(with("\"note\":\"a\\ud83d\""), "note UNSOUND_TEXT"),
                arguments(with("\"note\":\"\\ude00\\ud83d\""), "note UNSOUND_TEXT"),
                arguments(with("\"labels\":{\"a\":\"\\udc00\"}"), "labels.a UNSOUND_TEXT"),
                arguments(with("\"labels\":{\"\\ud800\":\"x\"}"), "labels.\uFFFD UNSOUND_TEXT"),
                arguments(with("\"note\":\"a\tb\""), " MALFORMED_JSON"), arguments(with("\"x\":" + deep), " TOO_LARGE"),
                arguments(with("\"" + "n".repeat(300) + "\":1"), " TOO_LARGE"),
                arguments(without("title"), "title REQUIRED"), arguments(GOOD.replace("扫楼道", "  "), "title REQUIRED"),
                arguments(GOOD.replace("扫楼道", "扫".repeat(21)), "title TOO_LONG"),
                arguments(without("capacity"), "capacity REQUIRED"),
                arguments(GOOD.replace("\"max\":3", "\"max\":501"), "capacity.max OUT_OF_RANGE"),
                arguments(with("\"communityId\":\"35\""), "communityId MALFORMED"),
                arguments(
                        with("\"outcomes\":[" + "{\"metric\":\"x\",\"quantity\":1},".repeat(3)
                                + "{\"metric\":\"x\",\"quantity\":1}]"),
                        "outcomes TOO_MANY"),
                arguments(with("\"outcomes\":[{\"metric\":\"\",\"quantity\":1}]"), "outcomes[0].metric REQUIRED"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void namesWhatDoesNotFit(String json, String error) {
        int before = controller.made();
        Answer answer = http.post(ORDERS, OFFICER, json).isProblem(400, "INVALID_INPUT");
        assertThat(answer.errors()).as(answer.body()).containsExactly(error);
        assertThat(answer.json().path("errors").path(0).path("message").asString()).isNotBlank()
                .doesNotContain("{", "REQUIRED");
        assertThat(controller.made()).isEqualTo(before);
    }

    @Test
    void listsEveryFieldThatCantBeBound() {
        Answer answer = http.post(ORDERS, OFFICER,
                """
                        {"title":5,"category":"X","startsAt":"soon","capacity":{"min":"1"},"colour":1,"outcomes":[{"quantity":"a"},{"size":1}]}""");
        assertThat(answer.errors()).containsExactlyInAnyOrder("title WRONG_TYPE", "category NOT_ONE_OF",
                "startsAt MALFORMED", "capacity.min WRONG_TYPE", "capacity.max REQUIRED", "colour UNKNOWN_FIELD",
                "outcomes[0].quantity WRONG_TYPE", "outcomes[1].size UNKNOWN_FIELD");
    }

    @Test
    void listsEveryViolation() {
        Answer answer = http.post(ORDERS, OFFICER, "{\"capacity\":{\"min\":0,\"max\":999}}");
        assertThat(answer.errors()).containsExactly("capacity.max OUT_OF_RANGE", "capacity.min OUT_OF_RANGE",
                "category REQUIRED", "startsAt REQUIRED", "title REQUIRED");
    }

    @Test
    void namesTheElementOfATopLevelList() {
        Answer answer = http.post("/api/v1/orders/batch", OFFICER, "[" + GOOD + "," + without("title") + "]");
        assertThat(answer.isProblem(400, "INVALID_INPUT").errors()).containsExactly("[1].title REQUIRED");
        assertThat(http.post("/api/v1/orders/batch", OFFICER, "[" + GOOD + "]").status()).isEqualTo(200);
    }

    @Test
    void wordsFieldErrorsInBothLanguages() {
        String json = GOOD.replace("扫楼道", "扫".repeat(21)).replace("\"min\":1", "\"min\":0");
        assertThat(http.post(ORDERS, OFFICER, json).body()).contains("最多 20 个字符", "必须 ≥ 1", "输入无效");
        assertThat(http.post(ORDERS, OFFICER, json, "Accept-Language", "en-GB").body())
                .contains("must have at most 20 characters", "must be ≥ 1", "The input is not valid");
    }

    @Test
    void decidesRoleAndScopeBeforeItReadsTheBody() {
        http.post(ORDERS, TestTokens.member("m1"), "{broken").isProblem(403, "FORBIDDEN");
        http.post(ORDERS, TestTokens.officer("350211001001"), "{broken").isProblem(403, "FORBIDDEN");
        http.post(ORDERS, TestTokens.member("m1"), GOOD, "Content-Type", "text/plain").isProblem(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json;charset=GBK", "application/json;charset=nope",
        "application/json;charset=UTF-16", "nonsense", "application/x-www-form-urlencoded", "*/*"})
    void refusesOtherContentTypes(String type) {
        Answer answer = http.post(ORDERS, OFFICER, GOOD, "Content-Type", type).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=utf-8", "application/merge-patch+json", "APPLICATION/JSON"})
    void readsJsonUnderItsOtherNames(String type) {
        assertThat(http.post(ORDERS, OFFICER, GOOD, "Content-Type", type).status()).isEqualTo(201);
    }

    @Test
    void refusesCompressedBodies() {
        http.post(ORDERS, OFFICER, GOOD, "Content-Encoding", "gzip").isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = GOOD.replace("扫楼道", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = http.send("POST", ORDERS, OFFICER, latin).isProblem(400, "INVALID_INPUT");
        assertThat(answer.errors()).containsExactly(" NOT_UTF8");
    }

    @Test
    void keepsWholeCharactersOfEveryPlane() {
        Answer answer = http.post(ORDERS, OFFICER, GOOD.replace("扫楼道", "𠮷\\ud83d\\ude00🧹"));
        assertThat(answer.json().path("title").asString()).isEqualTo("𠮷😀🧹");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 6_000_000})
    void answersABodyThatIsTooLargeWithoutBreakingTheConnection(int size) {
        http.send("POST", ORDERS, OFFICER, with("\"note\":\"" + "x".repeat(size) + "\"").getBytes(StandardCharsets.UTF_8))
                .isProblem(413, "BODY_TOO_LARGE");
    }

    @Test
    void readsABodyOfTheFullSize() {
        String padded = GOOD + " ".repeat(1_048_576 - GOOD.getBytes(StandardCharsets.UTF_8).length);
        assertThat(http.post(ORDERS, OFFICER, padded).status()).isEqualTo(201);
    }

    /** Breaks the good order at random in 1,500 ways; the seed makes each run the same. */
    @Test
    void neverAnswersBrokenBodiesWith500() {
        Random random = new Random(20_260_301);
        String rich = with(
                "\"outcomes\":[{\"metric\":\"x\",\"quantity\":1.5}],\"labels\":{\"a\":\"b\"},\"note\":\"n\",\"urgent\":true");
        List<String> pieces = List.of("null", "{}", "[]", "\"\"", "-1", "1e400", "true", "\\u0000", "\\ud800", "\"", "{", "}",
                "[", "]", ",", ":", "0x1", "\"title\":", "1e-99999999", "\u0000", "\uFFFF", "9".repeat(90), "[[[[", "\\");
        for (int i = 0; i < 1_500; i++) {
            byte[] body = mutated(rich, pieces, random).getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(5) == 0) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Answer answer = http.send("POST", ORDERS, OFFICER, body).givesNothingAway();
            assertThat(answer.status()).as(() -> new String(body, StandardCharsets.UTF_8)).isIn(201, 400);
        }
    }

    private static String mutated(String json, List<String> pieces, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            text.replace(from, to, random.nextBoolean() ? pieces.get(random.nextInt(pieces.size())) : "");
        }
        return text.isEmpty() ? " " : text.toString();
    }
}
