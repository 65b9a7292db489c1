package cn.jinlin.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

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

/** Every status and every role of the order calls. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class OrderApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OTHER = "350211102001";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String STRANGER = TestTokens.officer(OTHER);

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

    private String body0(int places, String audience, String more) {
        return Api.order(COMMUNITY, start, start.plus(Duration.ofHours(2)), places, audience, more);
    }

    private String draft(int places, String audience) {
        MvcTestResult made = api.post(OFFICER, "/orders", body0(places, audience, ""));
        assertThat(made).hasStatus(201);
        return "/orders/" + body(made).path("orderId").asString();
    }

    private String published(int places, String audience) {
        String path = draft(places, audience);
        assertThat(body(api.post(OFFICER, path + "/publication", "")).path("status").asString()).isEqualTo("OPEN");
        return path;
    }

    private List<String> errors(String json) {
        MvcTestResult result = api.post(OFFICER, "/orders", json);
        assertThat(result).hasStatus(400);
        return StreamSupport.stream(body(result).path("errors").spliterator(), false)
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()).toList();
    }

    @Test
    void isPostedByTheCommunitysOfficerOrThePlatformAlone() {
        String body = body0(2, "DISTRICT", "");
        assertThat(api.post(TestTokens.platform("city"), "/orders", body)).hasStatus(201);
        assertThat(code(api.post(STRANGER, "/orders", body))).isEqualTo("403 FORBIDDEN");
        for (String token : List.of(TestTokens.member("m"), TestTokens.liaison("u"), TestTokens.districtAdmin(),
                TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(code(api.post(token, "/orders", "{"))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(mvc.post().uri("/api/v1/orders").contentType(MediaType.APPLICATION_JSON).content(body)).hasStatus(401);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(errors("{}")).contains("communityId REQUIRED", "title REQUIRED", "category REQUIRED", "startsAt REQUIRED",
                "endsAt REQUIRED", "capacity REQUIRED", "audience REQUIRED");
        assertThat(errors(body0(0, "DISTRICT", ""))).containsExactly("capacity.max OUT_OF_RANGE");
        assertThat(errors(body0(501, "DISTRICT", ""))).containsExactly("capacity.max OUT_OF_RANGE");
        assertThat(errors(Api.order(COMMUNITY, start, start.minusSeconds(1), 2, "DISTRICT", "")))
                .containsExactly("endsAt BEFORE_START");
        assertThat(errors(Api.order(COMMUNITY, start, start.plus(Duration.ofDays(400)), 2, "DISTRICT", "")))
                .containsExactly("endsAt PERIOD_TOO_LONG");
        assertThat(errors(body0(2, "DISTRICT", ",\"location\":{\"longitude\":181,\"latitude\":-91}")))
                .containsExactly("location.latitude OUT_OF_RANGE", "location.longitude OUT_OF_RANGE");
        assertThat(errors(body0(2, "DISTRICT", ",\"compoundId\":\"nowhere\""))).containsExactly("compoundId UNKNOWN");
        assertThat(errors(body0(2, "DISTRICT", ",\"surprise\":1"))).containsExactly("surprise UNKNOWN_FIELD");
        assertThat(errors(body0(2, "EVERYBODY", ""))).hasSize(1);
        String offer = ",\"offers\":[{\"unitId\":\"nobody\",\"places\":2,\"deadline\":\"%s\"}]".formatted(start);
        assertThat(errors(body0(2, "DISTRICT", offer))).containsExactly("offers[0].unitId UNKNOWN");
        assertThat(errors(body0(2, "DISTRICT", offer.replace("unitId", "teamId")))).containsExactly("offers[0].teamId UNKNOWN");
    }

    @Test
    void refusesACommunityThatNobodyKnows() {
        String unknown = "350211999999";
        MvcTestResult result = api.post(TestTokens.officer(unknown), "/orders",
                body0(2, "DISTRICT", "").replace(COMMUNITY, unknown));
        assertThat(body(result).path("errors").get(0).path("field").asString()).isEqualTo("communityId");
    }

    @Test
    void keepsHtmlAndOperatorsAsPlainText() {
        String path = draft(2, "DISTRICT");
        assertThat(body(api.get(OFFICER, path)).path("description").asString()).isEqualTo("<b>带手套</b> {\"$gt\":1}");
    }

    @Test
    void speaksChineseUnlessAskedForEnglish() throws Exception {
        String path = draft(2, "DISTRICT");
        MvcTestResult chinese = mvc.post().uri("/api/v1" + path + "/completion").header("Authorization", OFFICER)
                .contentType(MediaType.APPLICATION_JSON).content("{\"summary\":\"x\"}").exchange();
        assertThat(chinese.getResponse().getContentAsString(StandardCharsets.UTF_8)).contains("不在进行中", "NOT_IN_PROGRESS");
        assertThat(body(api.post(OFFICER, path + "/completion", "{\"summary\":\"x\"}")).path("title").asString())
                .isEqualTo("Not in progress");
    }

    @Test
    void hidesADraftFromEverybodyButItsCommunityAndTheDistrict() {
        String path = draft(2, "DISTRICT");
        assertThat(api.get(OFFICER, path)).hasStatus(200);
        assertThat(api.get(TestTokens.districtAdmin(), path)).hasStatus(200);
        assertThat(code(api.get(STRANGER, path))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.get(TestTokens.member("m"), path))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.get(TestTokens.platform("city"), path))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.post(TestTokens.member("m"), path + "/claims", "{}"))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.get(OFFICER, "/orders/" + Ids.next()))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void isEditedOnlyByWhoSawItsNewestVersion() {
        String path = draft(2, "DISTRICT");
        String etag = etag(api.get(OFFICER, path));
        MvcTestResult edited = api.patch(OFFICER, path, etag, "{\"title\":\"新标题\"}");
        assertThat(edited).hasStatus(200);
        assertThat(body(edited).path("title").asString()).isEqualTo("新标题");
        assertThat(api.patch(OFFICER, path, etag, "{\"title\":\"x\"}")).hasStatus(412);
        assertThat(code(api.patch(STRANGER, path, etag, "{\"title\":\"x\"}"))).isEqualTo("404 NOT_FOUND");
        MvcTestResult unmatched = mvc.patch().uri("/api/v1" + path).header("Authorization", OFFICER)
                .contentType(MediaType.APPLICATION_JSON).content("{}").exchange();
        assertThat(unmatched).hasStatus(428);
        assertThat(api.patch(OFFICER, path, etag(edited), "{\"title\":\" \"}")).hasStatus(400);
    }

    @Test
    void isPublishedAndCancelledByItsCommunityOnce() {
        String path = published(2, "DISTRICT");
        assertThat(code(api.post(OFFICER, path + "/publication", ""))).isEqualTo("409 NOT_A_DRAFT");
        assertThat(code(api.post(STRANGER, path + "/cancellation", "{\"reason\":\"rain\"}"))).isEqualTo("403 FORBIDDEN");
        assertThat(api.post(OFFICER, path + "/cancellation", "{\"reason\":\" \"}")).hasStatus(400);
        MvcTestResult cancelled = api.post(OFFICER, path + "/cancellation", "{\"reason\":\"rain\"}");
        assertThat(body(cancelled).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(code(api.post(OFFICER, path + "/cancellation", "{\"reason\":\"rain\"}"))).isEqualTo("409 NOT_CANCELLABLE");
    }

    @Test
    void isOfferedOnlyToUnitsThatAreTied() {
        String unit = district.unit(OTHER);
        MvcTestResult made = api.post(OFFICER, "/orders", body0(2, "DISTRICT",
                ",\"offers\":[{\"unitId\":\"%s\",\"places\":2,\"deadline\":\"%s\"}]".formatted(unit, start)));
        String path = "/orders/" + body(made).path("orderId").asString();
        assertThat(code(api.post(OFFICER, path + "/publication", ""))).isEqualTo("409 OFFER_WITHOUT_TIE");
        assertThat(code(api.post(TestTokens.liaison("another"), path + "/offers/" + unit + "/response", "{}")))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void letsNobodyClaimForOthersButALiaisonForItsOwnMember() {
        String path = published(2, "COMMUNITY");
        String unit = district.unit(COMMUNITY);
        String anna = district.memberOf(unit, COMMUNITY);
        String claim = "{\"memberId\":\"" + anna + "\"}";
        assertThat(code(api.post(TestTokens.member("another"), path + "/claims", claim))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.liaison("another"), path + "/claims", claim))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(OFFICER, path + "/claims", claim))).isEqualTo("403 FORBIDDEN");
        assertThat(api.post(TestTokens.member(anna), path + "/claims", "{\"companions\":4}")).hasStatus(400);
        MvcTestResult claimed = api.post(TestTokens.liaison(unit), path + "/claims", claim);
        assertThat(claimed).hasStatus(201);
        assertThat(claimed.getResponse().getHeader("Location")).endsWith("/claims/" + anna);
    }

    @Test
    void showsAMemberItsOwnClaimAloneAndItsOfficerAll() {
        String path = published(1, "COMMUNITY");
        String anna = district.resident(COMMUNITY);
        String bing = district.resident(COMMUNITY);
        api.post(TestTokens.member(anna), path + "/claims", "{}");
        MvcTestResult waiting = api.post(TestTokens.member(bing), path + "/claims", "{}");
        assertThat(body(waiting).path("position").asInt()).isEqualTo(1);
        assertThat(body(api.get(TestTokens.member(bing), path)).path("claims").size()).isZero();
        assertThat(body(api.get(TestTokens.member(bing), path)).path("waitlist").size()).isEqualTo(1);
        assertThat(body(api.get(OFFICER, path)).path("claims").size()).isEqualTo(1);
        assertThat(body(api.get(STRANGER, path)).path("claims").size()).isZero();
        assertThat(code(api.delete(TestTokens.member(bing), path + "/claims/" + anna))).isEqualTo("403 FORBIDDEN");
        assertThat(api.delete(TestTokens.member(anna), path + "/claims/" + anna)).hasStatus(204);
        assertThat(body(api.get(TestTokens.member(bing), path)).path("claims").get(0).path("status").asString())
                .isEqualTo("CLAIMED");
        assertThat(api.delete(TestTokens.member(anna), path + "/claims/" + anna)).hasStatus(404);
    }

    @Test
    void saysWhyAndWhenToTryAgainToAMemberThatTheViewsDoNotKnow() {
        MvcTestResult result = api.post(TestTokens.member("nobody"), published(2, "DISTRICT") + "/claims", "{}");
        assertThat(code(result)).isEqualTo("409 MEMBER_NOT_REGISTERED");
        assertThat(result.getResponse().getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void refusesOverlapsAndAFourthOpenClaim() {
        String anna = district.resident(COMMUNITY);
        String token = TestTokens.member(anna);
        assertThat(api.post(token, published(2, "DISTRICT") + "/claims", "{}")).hasStatus(201);
        assertThat(code(api.post(token, published(2, "DISTRICT") + "/claims", "{}"))).isEqualTo("409 TIME_OVERLAP");
        for (int i = 0; i < 2; i++) {
            start = start.plus(Duration.ofHours(2));
            assertThat(api.post(token, published(2, "DISTRICT") + "/claims", "{}")).hasStatus(201);
        }
        start = start.plus(Duration.ofHours(2));
        assertThat(code(api.post(token, published(2, "DISTRICT") + "/claims", "{}"))).isEqualTo("409 TOO_MANY_OPEN_CLAIMS");
    }

    @Test
    void letsTheAppsOfSystemsOutsideClaimOnlyAsFarAsTheirScopeGoes() {
        String path = published(3, "DISTRICT");
        String anna = district.resident(COMMUNITY);
        assertThat(code(api.post(through("reader", anna), path + "/claims", "{}"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(through("narrow", anna), path + "/claims", "{}"))).isEqualTo("403 FORBIDDEN");
        assertThat(api.post(through("city", anna), path + "/claims", "{}")).hasStatus(201);
        String bing = district.resident(COMMUNITY);
        assertThat(api.post(through("our-own-app", bing), path + "/claims", "{}")).hasStatus(201);
        String chen = district.resident(COMMUNITY);
        assertThat(api.post(TestTokens.member(chen), path + "/claims", "{}")).hasStatus(201);

        assertThat(body(api.get(OFFICER, path)).path("claims").valueStream().map(claim -> claim.path("via").asString("")))
                .containsExactly("city", "our-own-app", "");
        assertThat(body(api.get(TestTokens.member(anna), path)).at("/claims/0").has("via")).isFalse();
        assertThat(code(api.delete(through("reader", anna), path + "/claims/" + anna))).isEqualTo("403 FORBIDDEN");
        assertThat(api.delete(through("city", anna), path + "/claims/" + anna)).hasStatus(204);
    }

    private static String through(String client, String member) {
        return TestTokens.bearer(Map.of("roles", List.of("MEMBER"), "sub", member, "member_id", member, "azp", client));
    }

    @Test
    void callsTheRollAndAddsAWalkIn() {
        String path = published(2, "PARTNER_UNITS");
        String chen = district.resident(OTHER);
        clock.moveTo(start);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(body(api.get(OFFICER, path)).path("status").asString()).isEqualTo("IN_PROGRESS"));
        String call = "{\"memberId\":\"" + chen + "\"}";
        assertThat(code(api.post(STRANGER, path + "/check-ins", call))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.member("m"), path + "/check-ins", call))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.member(chen), path + "/check-ins", "{}"))).isEqualTo("409 NOT_CLAIMED");
        MvcTestResult walkedIn = api.post(OFFICER, path + "/check-ins", call);
        assertThat(walkedIn).hasStatus(201);
        assertThat(body(walkedIn).path("walkIn").asBoolean()).isTrue();
        assertThat(code(api.post(OFFICER, path + "/check-ins", call))).isEqualTo("409 ALREADY_CHECKED_IN");
        assertThat(api.post(TestTokens.member(chen), path + "/check-outs", "{}")).hasStatus(201);
        assertThat(code(api.post(OFFICER, path + "/check-ins", "{\"memberId\":\"nobody\"}")))
                .isEqualTo("409 MEMBER_NOT_REGISTERED");
        assertThat(code(api.post(TestTokens.member("m"), path + "/completion", "{\"summary\":\"x\"}")))
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void showsTheCodeAsJsonOrPictureToItsOfficerAlone() {
        String path = published(2, "DISTRICT");
        clock.moveTo(start);
        assertThat(api.post(OFFICER, path + "/completion", "{\"summary\":\"x\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/acceptance", "{\"verdict\":\"REWORK\",\"comment\":\"again\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/completion", "{\"summary\":\"x\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/acceptance", "{\"verdict\":\"ACCEPTED\"}")).hasStatus(200);
        assertThat(code(api.get(STRANGER, path + "/credit-code"))).isEqualTo("403 FORBIDDEN");
        assertThat(api.get(OFFICER, path + "/credit-code")).hasStatus(200)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        assertThat(shown(path, "image/png")).hasStatus(200).hasContentType(MediaType.IMAGE_PNG);
        assertThat(shown(path, "image/svg+xml;q=0.9, image/png;q=0.2")).hasStatus(200).hasContentType("image/svg+xml");
        assertThat(shown(path, "text/csv")).hasStatus(406);
    }

    @Test
    void isReopenedByItsOfficerWithAReasonForFourteenDays() {
        String path = published(2, "DISTRICT");
        String reopening = path + "/reopening";
        clock.moveTo(start);
        assertThat(code(api.post(OFFICER, reopening, "{\"reason\":\"x\"}"))).isEqualTo("409 NOT_ACCEPTED");
        assertThat(api.post(OFFICER, path + "/completion", "{\"summary\":\"x\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/acceptance", "{\"verdict\":\"ACCEPTED\"}")).hasStatus(200);
        assertThat(code(api.post(STRANGER, reopening, "{\"reason\":\"x\"}"))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(TestTokens.member("m"), reopening, "{\"reason\":\"x\"}"))).isEqualTo("403 FORBIDDEN");
        assertThat(api.post(OFFICER, reopening, "{\"reason\":\" \"}")).hasStatus(400);
        MvcTestResult reopened = api.post(OFFICER, reopening, "{\"reason\":\"垃圾没有清运完\"}");
        assertThat(reopened).hasStatus(200);
        assertThat(body(reopened).path("status").asString()).isEqualTo("REWORK");
        assertThat(body(reopened).path("reason").asString()).isEqualTo("垃圾没有清运完");
        assertThat(code(api.get(OFFICER, path + "/credit-code"))).isEqualTo("409 NOT_ACCEPTED");
        assertThat(api.post(OFFICER, path + "/completion", "{\"summary\":\"y\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/acceptance", "{\"verdict\":\"ACCEPTED\"}")).hasStatus(200);
        clock.moveTo(clock.instant().plus(Duration.ofDays(14)));
        assertThat(code(api.post(OFFICER, reopening, "{\"reason\":\"x\"}"))).isEqualTo("409 REOPENING_CLOSED");
    }

    private MvcTestResult shown(String path, String accept) {
        return mvc.get().uri("/api/v1" + path + "/credit-code").header("Authorization", OFFICER).header("Accept", accept)
                .exchange();
    }

    @Test
    void listsInPagesWithoutLosingOrRepeatingAnything() {
        List<String> made = new ArrayList<>();
        Instant from = start;
        for (int i = 0; i < 5; i++) {
            made.add(published(2, "DISTRICT"));
            start = start.plusSeconds(i % 2 * 60L);
        }
        String hidden = draft(2, "DISTRICT");
        String query = "/orders?communityId=" + COMMUNITY + "&from=" + from + "&to=" + start.plusSeconds(1) + "&limit=2";
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            MvcTestResult page = api.get(TestTokens.member("m"), query + cursor);
            assertThat(page).hasStatus(200);
            body(page).path("items").forEach(item -> seen.add("/orders/" + item.path("orderId").asString()));
            String next = body(page).path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).doesNotContain(hidden);
        assertThat(body(api.get(OFFICER, query + "&status=DRAFT")).path("items").size()).isEqualTo(1);
        assertThat(body(api.get(OFFICER, query + "&category=PUBLICITY")).path("items").size()).isZero();
        assertThat(api.get(OFFICER, "/orders?cursor=garbage")).hasStatus(400);
        assertThat(api.get(OFFICER, "/orders?limit=201")).hasStatus(400);
        assertThat(api.get(OFFICER, "/orders?status=LOST")).hasStatus(400);
    }

    @Test
    void findsTextInTitlesForWhoeverMayKnowOfTheOrder() {
        String word = "榕" + (char) (0x4E00 + clock.instant().getNano() % 20_000);
        MvcTestResult made = api.post(OFFICER, "/orders",
                body0(2, "DISTRICT", "").replace("清理楼道", "清扫" + word + "树下 Ａ 区"));
        assertThat(body(made).path("number").asString()).matches("350211-[0-9]{8}-[0-9]{4,}");
        String path = "/orders/" + body(made).path("orderId").asString();
        assertThat(found("title=" + word, TestTokens.member("m"))).isEmpty();
        assertThat(found("communityId=" + COMMUNITY + "&title=" + word, OFFICER)).containsExactly(path);
        assertThat(api.post(OFFICER, path + "/publication", "")).hasStatus(200);
        assertThat(found("title=" + word, TestTokens.member("m"))).containsExactly(path);
        assertThat(found("title=a区 " + word + "树&status=OPEN&category=CLEAN_HOME", STRANGER)).containsExactly(path);
        assertThat(found("title=" + word + "&category=PUBLICITY", STRANGER)).isEmpty();
        assertThat(found("title=" + word + "&communityId=" + OTHER, STRANGER)).isEmpty();
        assertThat(found("title=" + word + "花", STRANGER)).isEmpty();
        assertThat(Errand.errors(api.get(OFFICER, "/orders?title=　"))).containsExactly("title REQUIRED");
        assertThat(Errand.errors(api.get(OFFICER, "/orders?title=" + "树".repeat(101)))).containsExactly("title TOO_LONG");
    }

    private List<String> found(String query, String token) {
        MvcTestResult list = api.get(token, "/orders?" + query);
        assertThat(list).hasStatus(200);
        return body(list).path("items").valueStream().map(item -> "/orders/" + item.path("orderId").asString()).toList();
    }
}
