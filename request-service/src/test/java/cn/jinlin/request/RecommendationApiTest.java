package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is recommended to whom, over HTTP. Each test has a community of its own, whose orders are open to it alone. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class RecommendationApiTest {
    private static int communities;

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;
    private String community;
    private String officer;
    private String anna;
    private Instant start;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        community = "350211777%03d".formatted(communities++);
        officer = TestTokens.officer(community);
        district.community(community);
        anna = district.resident(community);
        start = clock.instant().plus(Duration.ofDays(2));
    }

    private String published(int min, int max, String more, int hour) {
        Instant at = start.plus(Duration.ofHours(hour));
        MvcTestResult made = api.post(officer, "/orders",
                Api.order(community, at, at.plus(Duration.ofHours(1)), max, "COMMUNITY", more)
                        .replace("\"min\":1", "\"min\":" + min));
        assertThat(made).hasStatus(201);
        String id = body(made).path("orderId").asString();
        assertThat(api.post(officer, "/orders/" + id + "/publication", "")).hasStatus(200);
        return id;
    }

    private void claimed(String orderId, int members) {
        for (int i = 0; i < members; i++) {
            assertThat(api.post(TestTokens.member(district.resident(community)), "/orders/" + orderId + "/claims", "{}"))
                    .hasStatus(201);
        }
    }

    /** Those of this test's community. */
    private List<JsonNode> recommended(String member, String query) {
        MvcTestResult answer = api.get(TestTokens.member(member), "/orders/recommended?limit=200" + query);
        assertThat(answer).hasStatus(200);
        return body(answer).path("items").valueStream().filter(item -> item.path("communityId").asString().equals(community))
                .toList();
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("orderId").asString()).toList();
    }

    private static List<String> codes(JsonNode item) {
        return item.path("reasons").valueStream().map(reason -> reason.path("code").asString()).toList();
    }

    @Test
    void namesTheNeediestFirstAndNeverAFullOneOrOnesOwn() {
        String filling = published(1, 4, "", 0);
        String lacking = published(3, 4, "", 2);
        String empty = published(1, 4, "", 4);
        String full = published(1, 1, "", 6);
        String own = published(1, 4, "", 8);
        claimed(filling, 2);
        claimed(lacking, 1);
        claimed(full, 1);
        assertThat(api.post(TestTokens.member(anna), "/orders/" + own + "/claims", "{}")).hasStatus(201);
        await().untilAsserted(() -> assertThat(ids(recommended(anna, ""))).containsExactly(empty, lacking, filling));
        List<JsonNode> items = recommended(anna, "");
        assertThat(codes(items.get(0))).startsWith("NOBODY_YET").contains("YOUR_COMMUNITY");
        assertThat(codes(items.get(1))).startsWith("SHORT_OF_MINIMUM");
        assertThat(items.get(1).path("reasons").get(0).path("text").asString())
                .isEqualTo("2 more are needed before it can go ahead");
        assertThat(codes(items.get(2))).startsWith("PLACES_LEFT");
        assertThat(items.get(2).path("freePlaces").asInt()).isEqualTo(2);
        MvcTestResult chinese = mvc.get().uri("/api/v1/orders/recommended").header("Authorization", TestTokens.member(anna))
                .exchange();
        assertThat(body(chinese).path("items").valueStream().filter(item -> item.path("orderId").asString().equals(lacking))
                .map(item -> item.path("reasons").get(0).path("text").asString())).containsExactly("还差 2 人才能开展");
    }

    @Test
    void namesOnlyWhatTheClaimWouldGet() {
        String free = published(1, 4, "", 0);
        String sameHour = published(1, 4, "", 0);
        String later = published(1, 4, "", 2);
        await().untilAsserted(() -> assertThat(ids(recommended(anna, ""))).containsExactlyInAnyOrder(free, sameHour, later));
        String neighbour = district.resident("350211102001");
        assertThat(recommended(neighbour, "")).isEmpty();
        assertThat(recommended("nobody", "")).isEmpty();
        assertThat(api.post(TestTokens.member(anna), "/orders/" + free + "/claims", "{}")).hasStatus(201);
        await().untilAsserted(() -> assertThat(ids(recommended(anna, ""))).containsExactly(later));
        assertThat(api.post(TestTokens.member(anna), "/orders/" + recommended(anna, "").getFirst().path("orderId").asString()
                + "/claims", "{}")).hasStatus(201);
    }

    @Test
    void prefersWhatIsNearAndWhatTheMemberKnows() {
        String far = published(1, 4, ",\"location\":{\"longitude\":119.3,\"latitude\":26.08}", 0);
        String near = published(1, 4, ",\"location\":{\"longitude\":118.1,\"latitude\":24.6}", 2);
        String here = "&longitude=118.1&latitude=24.605";
        await().untilAsserted(() -> assertThat(ids(recommended(anna, here))).containsExactly(near, far));
        JsonNode first = recommended(anna, here).getFirst();
        assertThat(codes(first)).contains("NEAR");
        assertThat(first.path("distanceKm").asDouble()).isBetween(0.5, 0.6);
        assertThat(ids(recommended(anna, here + "&category=PUBLICITY"))).isEmpty();
        Errand.published(api, clock, community, 2, "", clock.instant().plus(Duration.ofHours(1))).served(anna);
        await().untilAsserted(() -> assertThat(codes(recommended(anna, here).getFirst())).contains("KNOWN_WORK", "KNOWN_PLACE"));
    }

    @Test
    void tellsWhoHasToWaitWhereItIsWanted() {
        String full = published(1, 1, "", 0);
        String sameHour = published(1, 4, "", 0);
        claimed(full, 1);
        String path = "/orders/" + full + "/claims";
        await().untilAsserted(() -> assertThat(ids(recommended(anna, ""))).contains(sameHour));
        MvcTestResult waiting = api.post(TestTokens.member(anna), path, "{}");
        assertThat(body(waiting).path("status").asString()).isEqualTo("WAITLISTED");
        assertThat(body(waiting).path("alternatives").valueStream().map(each -> each.path("orderId").asString()))
                .contains(sameHour);
        assertThat(ids(recommended(anna, ""))).doesNotContain(sameHour);
        assertThat(api.delete(TestTokens.member(anna), path + "/" + anna)).hasStatus(204);
        assertThat(api.post(TestTokens.member(anna), "/orders/" + sameHour + "/claims", "{}")).hasStatus(201);
    }

    @Test
    void isForMembersAndNamesWrongPlaces() {
        for (String token : List.of(officer, TestTokens.liaison("u"), TestTokens.districtAdmin(), TestTokens.platform("c"),
                TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(code(api.get(token, "/orders/recommended"))).isEqualTo("403 FORBIDDEN");
        }
        String token = TestTokens.member(anna);
        assertThat(Errand.errors(api.get(token, "/orders/recommended?longitude=181"))).containsExactly("longitude OUT_OF_RANGE",
                "latitude REQUIRED");
        assertThat(Errand.errors(api.get(token, "/orders/recommended?longitude=1&latitude=NaN")))
                .containsExactly("latitude OUT_OF_RANGE");
        assertThat(api.get(token, "/orders/recommended?longitude=x&latitude=1")).hasStatus(400);
        assertThat(api.get(token, "/orders/recommended?category=FUN")).hasStatus(400);
        assertThat(api.get(token, "/orders/recommended?limit=0")).hasStatus(400);
        assertThat(mvc.get().uri("/api/v1/orders/recommended")).hasStatus(401);
    }
}
