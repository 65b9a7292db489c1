package cn.jinlin.request.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The door of the city platform over HTTP. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class PlatformApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OTHER = "350211102001";
    private static final String CITY = TestTokens.platform("city");
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String PATH = "/platform/orders";

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
        district.community(COMMUNITY, "shuangle-east");
        district.community(OTHER);
        start = clock.instant().plus(Duration.ofDays(2));
    }

    private String order(String externalId, String community, String category) {
        return """
                {"externalId":"%s","communityId":"%s","title":"清理楼道","description":"<script>{\\"$gt\\":1}","category":"%s",
                "startsAt":"%s","endsAt":"%s","capacity":{"min":1,"max":3}}"""
                .formatted(externalId, community, category, start, start.plus(Duration.ofHours(2)));
    }

    private String order(String externalId) {
        return order(externalId, COMMUNITY, "CLEAN_HOME");
    }

    @Test
    void becomesADraftWhoseStatusThePlatformReads() {
        String id = "need:" + Ids.next();
        MvcTestResult made = api.post(CITY, PATH, order(id));

        assertThat(made).hasStatus(201);
        String orderId = body(made).at("/order/orderId").asString();
        assertThat(body(made).at("/order/status").asString()).isEqualTo("DRAFT");
        assertThat(body(made).at("/order/description").asString()).isEqualTo("<script>{\"$gt\":1}");
        assertThat(body(api.get(OFFICER, "/orders/" + orderId)).path("source").asString()).isEqualTo("PLATFORM:city");
        assertThat(api.post(OFFICER, "/orders/" + orderId + "/publication", "")).hasStatus(200);
        MvcTestResult listed = api.get(CITY, PATH + "?limit=1");
        assertThat(body(listed).at("/items/0/order/status").asString()).isEqualTo("OPEN");
        assertThat(body(listed).at("/items/0/externalId").asString()).isEqualTo(id);
        await().untilAsserted(
                () -> assertThat(Instant.parse(body(api.get(CITY, PATH + "?limit=1")).at("/items/0/updatedAt").asString()))
                        .isAfter(Instant.parse(body(made).path("receivedAt").asString())));
    }

    @Test
    void theSameOrderIsMadeOnceAndNothingElseUnderItsId() {
        String id = Ids.next();
        MvcTestResult first = api.post(CITY, PATH, order(id));
        MvcTestResult again = api.post(CITY, PATH, order(id));

        assertThat(again).hasStatus(200);
        assertThat(body(again).at("/order/orderId")).isEqualTo(body(first).at("/order/orderId"));
        assertThat(code(api.post(CITY, PATH, order(id, OTHER, "CLEAN_HOME")))).isEqualTo("422 EXTERNAL_ID_REUSED");
        assertThat(api.post(TestTokens.platform("narrow"), PATH, order(id))).hasStatus(201);
        assertThat(api.get(CITY, PATH + "/" + id)).hasStatus(200);
    }

    @Test
    void oneOfManyAtOnceMakesIt() throws Exception {
        String id = Ids.next();
        List<Callable<String>> posts = IntStream.range(0, 12)
                .<Callable<String>>mapToObj(
                        _ -> () -> body(api.post(CITY, PATH, order(id))).at("/order/orderId").asString("none"))
                .toList();
        try (ExecutorService crowd = Executors.newFixedThreadPool(6)) {
            for (Future<String> each : crowd.invokeAll(posts)) {
                assertThat(each.get()).isEqualTo(body(api.get(CITY, PATH + "/" + id)).at("/order/orderId").asString());
            }
        }
    }

    @Test
    void aClientDoesWhatItsScopeSaysAndNoMore() {
        String narrow = TestTokens.platform("narrow");
        assertThat(code(api.post(narrow, PATH, order(Ids.next(), OTHER, "CLEAN_HOME")))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(narrow, PATH, order(Ids.next(), COMMUNITY, "OTHER")))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.platform("reader"), PATH, "{}"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.platform("unknown"), PATH, "{}"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.get(TestTokens.platform("unknown"), PATH))).isEqualTo("403 FORBIDDEN");
        for (String token : List.of(OFFICER, TestTokens.member("m"), TestTokens.districtAdmin(), TestTokens.liaison("u"),
                TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(code(api.post(token, PATH, "{}"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, PATH))).isEqualTo("403 FORBIDDEN");
        }
        String id = Ids.next();
        assertThat(api.post(CITY, PATH, order(id))).hasStatus(201);
        assertThat(code(api.get(narrow, PATH + "/" + id))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(errors(api.post(CITY, PATH, "{}"))).contains("externalId REQUIRED", "communityId REQUIRED", "title REQUIRED");
        assertThat(errors(api.post(CITY, PATH, order(" ")))).containsExactly("externalId MALFORMED");
        String id = Ids.next();
        assertThat(errors(api.post(CITY, PATH, order(id, "350211999999", "CLEAN_HOME")))).containsExactly("communityId UNKNOWN");
        assertThat(api.post(CITY, PATH, order(id))).hasStatus(201);
        assertThat(code(api.get(CITY, PATH + "?cursor=x"))).isEqualTo("400 INVALID_CURSOR");
    }

    @Test
    void pagesHoldEachOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(api.post(CITY, PATH, order(Ids.next()))).hasStatus(201);
        }
        List<String> seen = new java.util.ArrayList<>();
        String next = "";
        do {
            var page = body(api.get(CITY, PATH + "?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next)));
            page.path("items").forEach(item -> seen.add(item.path("externalId").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    }
}
