package cn.jinlin.request;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Api.etag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every status and every role of the calls on series. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class SeriesApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OTHER = "350211102001";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String STRANGER = TestTokens.officer(OTHER);
    private static final List<String> NOBODYS = List.of(TestTokens.member("m"), TestTokens.liaison("u"),
            TestTokens.platform("c"));

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;
    private LocalDate today;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        district.community(COMMUNITY);
        district.community(OTHER);
    }

    private static String template(String title, String more) {
        return """
                {"title":"%s","category":"CLEAN_HOME","startTime":"08:30","minutes":90,"capacity":{"min":2,"max":5},
                "audience":"COMMUNITY"%s}""".formatted(title, more);
    }

    private String daily(String title, String more) {
        return """
                {"communityId":"%s","template":%s,"rhythm":{"kind":"WEEKLY","days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY",
                "FRIDAY","SATURDAY","SUNDAY"]},"from":"%s","leadDays":5%s}"""
                .formatted(COMMUNITY, template(title, ""), today.plusDays(2), more);
    }

    private MvcTestResult begun(String more) {
        MvcTestResult made = api.post(OFFICER, "/order-series", daily("清理楼道", more));
        assertThat(made).hasStatus(201);
        return made;
    }

    private static String path(MvcTestResult made) {
        return "/order-series/" + body(made).path("seriesId").asString();
    }

    private List<JsonNode> orders(String path) {
        return body(api.get(OFFICER, path + "/orders?limit=200")).path("items").valueStream().toList();
    }

    private List<String> statuses(String path) {
        return orders(path).stream().map(order -> order.path("status").asString()).toList();
    }

    @Test
    void makesDraftsAheadAndListsThem() {
        MvcTestResult made = begun("");
        assertThat(made.getResponse().getHeader("Location")).isEqualTo("/api/v1" + path(made));
        List<JsonNode> orders = orders(path(made));
        assertThat(orders).isNotEmpty().allSatisfy(order -> {
            assertThat(order.path("status").asString()).isEqualTo("DRAFT");
            assertThat(order.path("series").path("seriesId").asString()).isEqualTo(body(made).path("seriesId").asString());
            assertThat(order.path("startsAt").asString()).isEqualTo(order.path("series").path("date").asString() + "T00:30:00Z");
        });
        assertThat(orders.getFirst().path("series").path("date").asString()).isEqualTo(today.plusDays(2).toString());
        assertThat(body(made).path("days").size()).isEqualTo(orders.size());
        assertThat(body(made).path("nextDates").size()).isEqualTo(5);
        int before = orders.size();
        clock.move(Duration.ofDays(1));
        await().atMost(Duration.ofSeconds(60)).until(() -> orders(path(made)).size() == before + 1);
    }

    @Test
    void publishesThemInTime() {
        String path = path(begun(",\"publishDaysBefore\":3"));
        await().atMost(Duration.ofSeconds(60)).until(() -> statuses(path).contains("OPEN"));
        assertThat(statuses(path)).contains("DRAFT");
        MvcTestResult done = api.post(OFFICER, path + "/end", "");
        assertThat(body(done).path("status").asString()).isEqualTo("ENDED");
        assertThat(statuses(path)).contains("OPEN", "CANCELLED").doesNotContain("DRAFT");
        assertThat(code(api.post(OFFICER, path + "/pause", ""))).isEqualTo("409 SERIES_NOT_RUNNING");
        assertThat(code(api.post(OFFICER, path + "/end", ""))).isEqualTo("409 SERIES_ENDED");
        assertThat(code(api.patch(OFFICER, path, etag(done), "{\"leadDays\":3}"))).isEqualTo("409 SERIES_ENDED");
    }

    @Test
    void changesOnlyWhatIsNotPublishedAndWhatNobodyEdited() {
        MvcTestResult made = begun("");
        String path = path(made);
        List<String> ids = orders(path).stream().map(order -> "/orders/" + order.path("orderId").asString()).toList();
        assertThat(api.post(OFFICER, ids.getFirst() + "/publication", "")).hasStatus(200);
        assertThat(api.patch(OFFICER, ids.get(1), etag(api.get(OFFICER, ids.get(1))), "{\"title\":\"改到广场\"}")).hasStatus(200);
        MvcTestResult revised = api.patch(OFFICER, path, etag(api.get(OFFICER, path)),
                "{\"template\":" + template("清理空地", "") + "}");
        assertThat(revised).hasStatus(200);
        List<JsonNode> orders = orders(path);
        assertThat(orders.stream().limit(3).map(order -> order.path("title").asString())).containsExactly("清理楼道", "改到广场", "清理空地");
        assertThat(orders.get(1).path("series").path("apart").asBoolean()).isTrue();
        assertThat(api.patch(OFFICER, path, etag(made), "{}")).hasStatus(412);
        assertThat(api.send(HttpMethod.PATCH, OFFICER, path, "{}")).hasStatus(428);
    }

    @Test
    void passesOverSkippedDaysAndWithdrawsTheirDrafts() {
        MvcTestResult made = begun(",\"skipDates\":[\"" + today.plusDays(2) + "\"]");
        String path = path(made);
        assertThat(orders(path).getFirst().path("series").path("date").asString()).isEqualTo(today.plusDays(3).toString());
        api.patch(OFFICER, path, etag(api.get(OFFICER, path)), "{\"skipDates\":[\"" + today.plusDays(3) + "\"]}");
        List<JsonNode> live = orders(path).stream().filter(order -> order.path("status").asString().equals("DRAFT")).toList();
        assertThat(live).extracting(order -> order.path("series").path("date").asString())
                .contains(today.plusDays(2).toString(), today.plusDays(4).toString()).doesNotContain(today.plusDays(3).toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void rests() {
        String path = path(begun(""));
        int before = orders(path).size();
        assertThat(body(api.post(OFFICER, path + "/pause", "")).path("status").asString()).isEqualTo("PAUSED");
        clock.move(Duration.ofDays(2));
        assertThat(orders(path)).hasSize(before);
        MvcTestResult going = api.post(OFFICER, path + "/resumption", "");
        assertThat(body(going).path("status").asString()).isEqualTo("RUNNING");
        assertThat(orders(path)).hasSizeGreaterThan(before);
        assertThat(code(api.post(OFFICER, path + "/resumption", ""))).isEqualTo("409 SERIES_NOT_PAUSED");
    }

    @Test
    void leavesToTheOfficerWhatCanNotBePublished() {
        String unit = district.unit(OTHER);
        MvcTestResult made = api.post(OFFICER, "/order-series", daily("t", ",\"publishDaysBefore\":5").replace("\"audience\"",
                "\"offers\":[{\"unitId\":\"" + unit + "\",\"places\":2,\"hoursBefore\":2}],\"audience\""));
        assertThat(made).hasStatus(201);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                body(api.get(OFFICER, path(made))).path("days").get(0).path("refused").asString())
                .isEqualTo("OFFER_WITHOUT_TIE"));
        assertThat(statuses(path(made))).contains("DRAFT");
    }

    @Test
    void isTheCommunitysOwnAndForTheDistrictToRead() {
        MvcTestResult made = begun("");
        String path = path(made);
        assertThat(code(api.post(STRANGER, "/order-series", daily("t", "")))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.get(STRANGER, path))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.get(STRANGER, path + "/orders"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.get(OFFICER, "/order-series"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.get(OFFICER, "/order-series?communityId=" + OTHER))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.patch(STRANGER, path, etag(made), "{}"))).isEqualTo("403 FORBIDDEN");
        for (String verb : List.of("/pause", "/resumption", "/end")) {
            assertThat(code(api.post(STRANGER, path + verb, ""))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.post(TestTokens.districtAdmin(), path + verb, ""))).isEqualTo("403 FORBIDDEN");
        }
        for (String token : NOBODYS) {
            assertThat(code(api.post(token, "/order-series", "{"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, path))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, "/order-series?communityId=" + COMMUNITY))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, path + "/orders"))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(api.get(TestTokens.supervisor("EFFICIENCY"), path)).hasStatus(200);
        assertThat(api.get(TestTokens.districtAdmin(), path + "/orders")).hasStatus(200);
        assertThat(code(api.get(OFFICER, "/order-series/" + Ids.next()))).isEqualTo("404 NOT_FOUND");
        assertThat(mvc.get().uri("/api/v1" + path)).hasStatus(401);
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 3; i++) {
            begun("");
        }
        MvcTestResult first = api.get(OFFICER, "/order-series?limit=2&communityId=" + COMMUNITY);
        assertThat(body(first).path("items").size()).isEqualTo(2);
        MvcTestResult second = api.get(TestTokens.districtAdmin(), "/order-series?communityId=" + COMMUNITY + "&limit=200&cursor="
                + body(first).path("next").asString());
        assertThat(body(second).path("items").size()).isPositive();
        assertThat(api.get(OFFICER, "/order-series?cursor=x&communityId=" + COMMUNITY)).hasStatus(400);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(errors("{}")).contains("communityId REQUIRED", "template REQUIRED", "rhythm REQUIRED", "from REQUIRED");
        assertThat(errors(daily("t", "").replace("08:30", "24:00"))).containsExactly("template.startTime MALFORMED");
        assertThat(errors(daily("t", "").replace("\"min\":2", "\"min\":6"))).containsExactly("template.capacity.min ABOVE_MAX");
        assertThat(errors(daily("t", ",\"publishDaysBefore\":6"))).containsExactly("publishDaysBefore OUT_OF_RANGE");
        assertThat(errors(daily("t", ",\"ends\":{\"until\":\"" + today + "\"}"))).containsExactly("rhythm NO_DAY");
        assertThat(errors(daily("t", "").replace("\"WEEKLY\"", "\"MONTHLY\""))).containsExactly("rhythm.dayOfMonth REQUIRED");
        assertThat(errors(daily("t", "").replace("\"WEEKLY\"", "\"MONTHLY_WEEKDAY\""))).containsExactly("rhythm.days REQUIRED");
        assertThat(errors(daily("t", ",\"publishDaysBefore\":1").replace("\"audience\"",
                "\"offers\":[{\"unitId\":\"u\",\"places\":2,\"hoursBefore\":24}],\"audience\"")))
                .containsExactly("template.offers[0].hoursBefore BEFORE_PUBLICATION");
        assertThat(errors(daily("t", "").replace("\"audience\"", "\"offers\":[{\"places\":2,\"hoursBefore\":2}],\"audience\"")))
                .containsExactly("template.offers[0] UNIT_OR_TEAM");
        assertThat(errors(daily("t", ",\"ends\":{\"count\":0}"))).containsExactly("ends.count OUT_OF_RANGE");
        assertThat(errors(daily("t", ",\"surprise\":1"))).containsExactly("surprise UNKNOWN_FIELD");
        assertThat(errors(daily("t", "").replace(today.plusDays(2).toString(), "2026-02-30"))).hasSize(1);
    }

    private List<String> errors(String json) {
        return Errand.errors(api.post(OFFICER, "/order-series", json));
    }
}
