package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;

/** What people, phones and attackers send: refused by the field's name, or kept as plain text. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class OrderInputTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OTHER = "350211102001";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;
    private Instant start;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        start = clock.instant().plus(Duration.ofDays(1));
        district.community(COMMUNITY, "shuangle-east");
        district.community(OTHER);
    }

    /** HTML, scripts, operators of the store, format and template marks, right-to-left, and characters beyond the plane. */
    private static final List<String> NASTY = List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>&amp;",
            "{\"$gt\":\"\"}", "$where: sleep(1000)", "a.b.$[].c", "'; DROP TABLE orders; --", "${jndi:ldap://x}", "{0} %s %n",
            "\u202egnp.exe", "𠮷👨‍👩‍👧 \u00a0 e\u0301", "=cmd|' /C calc'!A0", "\\u0000 \\\\", "line\none\ttab");

    private String order(Instant from, Instant to, String more) {
        return Api.order(COMMUNITY, from, to, 2, "DISTRICT", more);
    }

    private String order(String more) {
        return order(start, start.plus(Duration.ofHours(2)), more);
    }

    private List<String> posting(String body) {
        return errors(api.post(OFFICER, "/orders", body));
    }

    private List<String> capacity(String min, String max) {
        return posting(order("").replace("\"min\":1,\"max\":2", "\"min\":" + min + ",\"max\":" + max));
    }

    @Test
    void refusesCapacitiesThatNobodyCanFill() {
        assertThat(capacity("1", "0")).containsExactly("capacity.max OUT_OF_RANGE");
        assertThat(capacity("0", "2")).containsExactly("capacity.min OUT_OF_RANGE");
        assertThat(capacity("-1", "-1")).containsExactly("capacity.max OUT_OF_RANGE", "capacity.min OUT_OF_RANGE");
        assertThat(capacity("3", "2")).containsExactly("capacity.min ABOVE_MAX");
        assertThat(capacity("1", "501")).containsExactly("capacity.max OUT_OF_RANGE");
        assertThat(capacity("1", "99999999999")).containsExactly("capacity.max OUT_OF_RANGE");
        assertThat(capacity("1", "2.0")).containsExactly("capacity.max WRONG_TYPE");
        assertThat(capacity("1", "\"2\"")).containsExactly("capacity.max WRONG_TYPE");
        assertThat(capacity("1", "null")).containsExactly("capacity.max REQUIRED");
        assertThat(capacity("1", "{\"$gt\":0}")).containsExactly("capacity.max WRONG_TYPE");
        assertThat(api.post(OFFICER, "/orders", order("").replace("\"max\":2", "\"max\":500"))).hasStatus(201);
        assertThat(posting(order("").replace("CLEAN_HOME", "MICRO_WISH"))).containsExactly("capacity.max ONE_PLACE");
    }

    @Test
    void refusesTimesThatDoNotGoTogether() {
        assertThat(posting(order(start, start, ""))).containsExactly("endsAt BEFORE_START");
        assertThat(posting(order(start, start.minusSeconds(1), ""))).containsExactly("endsAt BEFORE_START");
        assertThat(posting(order(start, start.plus(Duration.ofDays(400)), ""))).containsExactly("endsAt PERIOD_TOO_LONG");
        assertThat(posting(order(start, start.plus(Duration.ofDays(31)).plusSeconds(1), "")))
                .containsExactly("endsAt PERIOD_TOO_LONG");
        assertThat(posting(order(clock.instant().minusSeconds(60), start, ""))).containsExactly("startsAt NOT_IN_FUTURE");
        assertThat(posting(order(start.plus(Duration.ofDays(800)), start.plus(Duration.ofDays(801)), "")))
                .containsExactly("startsAt TOO_FAR");
        assertThat(api.post(OFFICER, "/orders", order(start, start.plus(Duration.ofDays(31)), ""))).hasStatus(201);
    }

    @Test
    void refusesTimesThatAreNoMomentOfTheCalendar() {
        for (String time : List.of("2026-02-30T08:00:00Z", "2026-05-16", "2026-05-16T08:00:00", "2026-05-16T25:00:00Z",
                "tomorrow", "", "0000-00-00T00:00:00Z", "+999999999-01-01T00:00:00Z")) {
            assertThat(posting(order("").replace(start.toString(), time))).as(time).containsExactly("startsAt MALFORMED");
        }
        assertThat(posting(order("").replace("\"" + start + "\"", "1789000000"))).containsExactly("startsAt WRONG_TYPE");
    }

    @Test
    void refusesWhatNobodyKnows() {
        assertThat(posting(order(",\"compoundId\":\"nowhere\""))).containsExactly("compoundId UNKNOWN");
        assertThat(posting(order(",\"compoundId\":\"../shuangle-east\""))).containsExactly("compoundId MALFORMED");
        assertThat(errors(api.post(TestTokens.platform("city"), "/orders", order("").replace(COMMUNITY, "350211999999"))))
                .containsExactly("communityId UNKNOWN");
        assertThat(errors(api.post(TestTokens.platform("city"), "/orders", order("").replace(COMMUNITY, "1"))))
                .containsExactly("communityId MALFORMED");
        assertThat(posting(order(offers(offer("nobody", 1, start))))).containsExactly("offers[0].unitId UNKNOWN");
        assertThat(posting(order(offers(offer("nobody", 1, start).replace("unitId", "teamId")))))
                .containsExactly("offers[0].teamId UNKNOWN");
        assertThat(posting(order(",\"audience2\":1,\"$set\":{\"status\":\"OPEN\"}")))
                .containsExactlyInAnyOrder("audience2 UNKNOWN_FIELD", "$set UNKNOWN_FIELD");
        Errand errand = Errand.published(api, clock, COMMUNITY, 1, "");
        assertThat(code(api.post(TestTokens.member("nobody"), errand.path() + "/claims", "{}")))
                .isEqualTo("409 MEMBER_NOT_REGISTERED");
        assertThat(errors(api.post(TestTokens.member("m"), errand.path() + "/claims", "{\"memberId\":{\"$ne\":\"\"}}")))
                .containsExactly("memberId WRONG_TYPE");
        assertThat(code(api.get(OFFICER, "/orders/nothing"))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.get(OFFICER, "/orders/$ne"))).isEqualTo("404 NOT_FOUND");
    }

    private static String offer(String unitId, int places, Instant deadline) {
        return "{\"unitId\":\"%s\",\"places\":%d,\"deadline\":\"%s\"}".formatted(unitId, places, deadline);
    }

    private static String offers(String... offers) {
        return ",\"offers\":[" + String.join(",", offers) + "]";
    }

    @Test
    void refusesOffersThatCanNotBeKept() {
        String unit = district.unit(COMMUNITY);
        assertThat(posting(order(offers(offer(unit, 3, start))))).containsExactly("offers[0].places ABOVE_MAX");
        assertThat(posting(order(offers(offer(unit, 0, start))))).containsExactly("offers[0].places OUT_OF_RANGE");
        assertThat(posting(order(offers(offer(unit, 501, start))))).containsExactly("offers[0].places OUT_OF_RANGE");
        assertThat(posting(order(offers(offer(unit, 1, start), offer(unit, 1, start)))))
                .containsExactly("offers[1].unitId DUPLICATE");
        assertThat(posting(order(offers(offer(unit, 1, start.plusSeconds(1))))))
                .containsExactly("offers[0].deadline AFTER_START");
        assertThat(posting(order(offers(offer(unit, 1, clock.instant().minusSeconds(9))))))
                .containsExactly("offers[0].deadline NOT_IN_FUTURE");
        assertThat(posting(order(offers("{\"places\":1,\"deadline\":\"" + start + "\"}"))))
                .containsExactly("offers[0] UNIT_OR_TEAM");
        assertThat(posting(order(offers("null")))).containsExactly("offers[0] REQUIRED");
        String[] many = IntStream.range(0, 51).mapToObj(i -> offer("u" + i, 1, start)).toArray(String[]::new);
        assertThat(posting(order(offers(many)))).containsExactly("offers TOO_MANY");
        assertThat(api.post(OFFICER, "/orders", order(offers(offer(unit, 2, start))))).hasStatus(201);
    }

    private List<String> at(String longitude, String latitude) {
        return posting(order(",\"location\":{\"longitude\":" + longitude + ",\"latitude\":" + latitude + "}"));
    }

    @Test
    void refusesPlacesOffTheEarth() {
        assertThat(at("180.0001", "0")).containsExactly("location.longitude OUT_OF_RANGE");
        assertThat(at("-181", "-91")).containsExactly("location.latitude OUT_OF_RANGE", "location.longitude OUT_OF_RANGE");
        assertThat(at("118", "1e50")).containsExactly("location.latitude OUT_OF_RANGE");
        assertThat(at("118", "1e400")).containsExactly("location.latitude OUT_OF_RANGE");
        assertThat(at("\"118.1\"", "24")).containsExactly("location.longitude WRONG_TYPE");
        assertThat(at("\"NaN\"", "24")).containsExactly("location.longitude WRONG_TYPE");
        assertThat(at("NaN", "24")).containsExactly(" MALFORMED_JSON");
        assertThat(at("Infinity", "24")).containsExactly(" MALFORMED_JSON");
        assertThat(at("null", "24")).containsExactly("location.longitude REQUIRED");
        assertThat(posting(order(",\"location\":[118.1,24.6]"))).containsExactly("location WRONG_TYPE");
        assertThat(posting(order(",\"checkInRadiusMetres\":200"))).containsExactly("checkInRadiusMetres NEEDS_LOCATION");
        String place = ",\"location\":{\"longitude\":-180,\"latitude\":90},\"checkInRadiusMetres\":";
        assertThat(posting(order(place + 9))).containsExactly("checkInRadiusMetres OUT_OF_RANGE");
        assertThat(posting(order(place + 10_001))).containsExactly("checkInRadiusMetres OUT_OF_RANGE");
        assertThat(api.post(OFFICER, "/orders", order(place + 10))).hasStatus(201);
    }

    private String text(String title, String description) {
        return order("").replace("清理楼道", json(title)).replaceFirst("\"description\":\"(?:[^\"\\\\]|\\\\.)*\"",
                Matcher.quoteReplacement("\"description\":\"" + json(description) + "\""));
    }

    /** The inside of a JSON string. */
    private static String json(String text) {
        String quoted = StateJson.mapper().writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    @Test
    void givesBackTitleAndDescriptionUnchanged() {
        for (String nasty : NASTY) {
            MvcTestResult made = api.post(OFFICER, "/orders", text(nasty, nasty));
            assertThat(made).as(nasty).hasStatus(201);
            var shown = body(api.get(OFFICER, "/orders/" + body(made).path("orderId").asString()));
            assertThat(shown.path("title").asString()).isEqualTo(nasty);
            assertThat(shown.path("description").asString()).isEqualTo(nasty);
        }
    }

    @Test
    void givesBackEveryOtherTextUnchanged() {
        String anna = district.resident(COMMUNITY);
        for (String nasty : List.of(NASTY.get(0), NASTY.get(2), NASTY.get(9))) {
            String quoted = json(nasty);
            Errand cancelled = Errand.published(api, clock, COMMUNITY, 1, "");
            MvcTestResult ended = api.post(OFFICER, cancelled.path() + "/cancellation", "{\"reason\":\"" + quoted + "\"}");
            assertThat(body(ended).path("reason").asString()).isEqualTo(nasty);
            Errand errand = Errand.published(api, clock, COMMUNITY, 1, "").claimedBy(anna).begun().attendedBy(anna);
            String unit = nasty.substring(0, 10);
            MvcTestResult done = api.post(OFFICER, errand.path() + "/completion",
                    "{\"summary\":\"%1$s\",\"outcomes\":[{\"metric\":\"%1$s\",\"quantity\":1,\"unit\":\"%2$s\"}]}"
                            .formatted(quoted, json(unit)));
            assertThat(done).hasStatus(200);
            var completion = body(done).path("completion");
            assertThat(completion.path("summary").asString()).isEqualTo(nasty);
            assertThat(completion.path("outcomes").get(0).path("metric").asString()).isEqualTo(nasty);
            assertThat(completion.path("outcomes").get(0).path("unit").asString()).isEqualTo(unit);
            MvcTestResult back = api.post(OFFICER, errand.path() + "/acceptance",
                    "{\"verdict\":\"REWORK\",\"comment\":\"" + quoted + "\"}");
            assertThat(body(back).path("reason").asString()).isEqualTo(nasty);
            errand.completed();
            assertThat(errand.accept(Errand.served(anna, 1))).hasStatus(200);
            assertThat(errand.enter(OFFICER, anna, quoted)).hasStatus(201);
            assertThat(body(api.get(OFFICER, errand.path())).path("claims").get(0).path("manualReason").asString())
                    .isEqualTo(nasty);
        }
    }

    @Test
    void refusesTextThatNoStoreKeepsOrNobodyReads() {
        assertThat(posting(text("MARK", "x").replace("MARK", "a\\u0000b"))).containsExactly("title UNSOUND_TEXT");
        assertThat(posting(text("x", "MARK").replace("MARK", "\\ud800"))).containsExactly("description UNSOUND_TEXT");
        assertThat(posting(text("x", "MARK").replace("MARK", "\\udc00\\ud800"))).containsExactly("description UNSOUND_TEXT");
        assertThat(posting(text("字".repeat(101), "字".repeat(2_001)))).containsExactly("description TOO_LONG", "title TOO_LONG");
        for (String blank : List.of("", " ", "\t\n", "\u3000", "\u2003\u00a0")) {
            assertThat(posting(text(blank, ""))).as("[%s]", blank).containsExactly("title REQUIRED");
        }
        assertThat(posting(order("").replace("\"清理楼道\"", "[\"清理楼道\"]"))).containsExactly("title WRONG_TYPE");
        assertThat(posting(order("").replace("\"清理楼道\"", "7"))).containsExactly("title WRONG_TYPE");
        assertThat(api.post(OFFICER, "/orders", text("字".repeat(100), "字".repeat(2_000)))).hasStatus(201);
    }

    @Test
    void refusesReasonsAndSummariesThatSayNothing() {
        Errand errand = Errand.published(api, clock, COMMUNITY, 1, "");
        assertThat(errors(api.post(OFFICER, errand.path() + "/cancellation", "{\"reason\":\"\u3000\"}")))
                .containsExactly("reason REQUIRED");
        assertThat(errors(api.post(OFFICER, errand.path() + "/cancellation", "{\"reason\":\"" + "x".repeat(501) + "\"}")))
                .containsExactly("reason TOO_LONG");
        errand.begun();
        assertThat(errors(api.post(OFFICER, errand.path() + "/completion", "{\"summary\":\"\u3000\"}")))
                .containsExactly("summary REQUIRED");
        assertThat(errors(api.post(OFFICER, errand.path() + "/completion", "{\"summary\":\"" + "x".repeat(2_001) + "\"}")))
                .containsExactly("summary TOO_LONG");
    }

    @Test
    void refusesAnEditThatANewOrderWouldNotPass() {
        MvcTestResult made = api.post(OFFICER, "/orders", order(""));
        String path = "/orders/" + body(made).path("orderId").asString();
        assertThat(edit(path, made, "{\"title\":\"\u3000\"}")).containsExactly("title REQUIRED");
        assertThat(edit(path, made, "{\"capacity\":{\"min\":3,\"max\":2}}")).containsExactly("capacity.min ABOVE_MAX");
        assertThat(edit(path, made, "{\"endsAt\":\"" + start + "\"}")).containsExactly("endsAt BEFORE_START");
        assertThat(edit(path, made, "{\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2020-01-01T01:00:00Z\"}"))
                .containsExactly("startsAt NOT_IN_FUTURE");
        assertThat(edit(path, made, "{\"location\":{\"longitude\":999,\"latitude\":0}}"))
                .containsExactly("location.longitude OUT_OF_RANGE");
        assertThat(edit(path, made, "{\"compoundId\":\"nowhere\"}")).containsExactly("compoundId UNKNOWN");
        assertThat(edit(path, made, "{\"communityId\":\"" + OTHER + "\"}")).containsExactly("communityId UNKNOWN_FIELD");
        assertThat(edit(path, made, "{\"status\":\"OPEN\"}")).containsExactly("status UNKNOWN_FIELD");
    }

    private List<String> edit(String path, MvcTestResult made, String body) {
        return errors(api.patch(OFFICER, path, Api.etag(made), body));
    }

    @Test
    void refusesQueriesThatMeanNothing() {
        for (String query : List.of("status=LOST", "category=$ne", "from=yesterday", "to=1", "limit=0", "limit=201", "limit=x",
                "from=2026-05-16T08:00:00")) {
            MvcTestResult result = api.get(OFFICER, "/orders?" + query);
            assertThat(errors(result)).as(query).singleElement().asString()
                    .startsWith(query.substring(0, query.indexOf('=')) + " ");
        }
        assertThat(api.get(OFFICER, "/orders?communityId=$gt")).hasStatus(200);
        assertThat(body(api.get(OFFICER, "/orders?communityId=$gt")).path("items").size()).isZero();
    }
}
