package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.demand.Neighbourhoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Far from the communities of other tests, whose district this one shares. */
@EnginesTest
class SupportPlanApiTest {
    private static final String ADMIN = TestTokens.districtAdmin();
    private static final String PLANS = "/api/v1/support-plans";
    private static final String CONSENT = "{\"decision\":\"CONSENTED\"}";
    private static final String DECLINE = "{\"decision\":\"DECLINED\"}";
    private static int next = 100;

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    private String subdistrict;
    private String community;
    private String near;
    private String far;

    /** 6 places; 4 people free 3.2 km away, 5 people free 5 km away. */
    @BeforeEach
    void aShortCommunity() {
        int number = next++;
        subdistrict = "350299" + number;
        community = subdistrict + "001";
        String home = subdistrict + "002";
        near = "near-" + UUID.randomUUID();
        far = "far-" + UUID.randomUUID();
        Instant now = Instant.now();
        publisher.publish(new Neighbourhoods(80 + number * 0.5, 40, now).community(community, "双乐社区", 0)
                .community(home, "孙厝社区", 4).unit(near, UnitKind.GOVERNMENT, 3.24).unit(far, UnitKind.INSTITUTION, -5)
                .members(near, 4, home).members(far, 5, home)
                .order("order-" + UUID.randomUUID(), community, now.plus(Duration.ofDays(1)), 6, 0).told());
    }

    @Test
    void computesWithoutKeepingWhatIsOnlyTried() {
        MvcTestResult answer = http.post(PLANS, ADMIN, body(",\"whatIf\":true"));
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getHeader("Location")).isNull();
        JsonNode plan = Http.json(answer);
        assertThat(plan.path("status").stringValue()).isEqualTo("PROPOSED");
        assertThat(plan.path("assignedPlaces").intValue()).isEqualTo(6);
        assertThat(plan.path("unmetPlaces").intValue()).isZero();
        assertThat(plan.path("before").path("places").intValue()).isEqualTo(6);
        assertThat(plan.path("shortages").get(0).path("lacks").intValue()).isEqualTo(6);
        JsonNode first = plan.path("assignments").get(0);
        assertThat(first.path("unitId").stringValue()).isEqualTo(near);
        assertThat(first.path("places").intValue()).isEqualTo(4);
        assertThat(first.path("distanceKm").decimalValue()).isEqualByComparingTo("3.2");
        assertThat(first.path("reason").stringValue()).contains("双乐社区", "缺6人", "4人空闲", "相距3.2公里");
        assertThat(Http.json(http.get(PLANS + "?limit=200", ADMIN)).path("items").toString()).doesNotContain(near);
    }

    @Test
    void tellsTheReasonInEnglishToo() {
        MvcTestResult answer = http.post(PLANS, ADMIN, "Accept-Language", "en", body(",\"whatIf\":true"));
        assertThat(Http.json(answer).path("assignments").get(0).path("reason").stringValue())
                .startsWith("双乐社区 lacks 6 for ").endsWith("; this unit has 4 free, 3.2 km");
    }

    @Test
    void goesFromTheProposalToAnActivePlan() {
        MvcTestResult made = http.post(PLANS, ADMIN, body(""));
        assertThat(made).hasStatus(201).headers().hasValue("ETag", "\"1\"");
        String uri = String.valueOf(made.getResponse().getHeader("Location"));
        assertThat(uri).startsWith(PLANS + "/");
        assertThat(Http.json(http.get(uri, ADMIN))).isEqualTo(Http.json(made));
        Http.assertProblem(http.post(uri + "/consents/" + near, liaison(near), CONSENT), 409, "PLAN_NOT_APPROVED");
        Http.assertProblem(http.get(uri, liaison(near)), 403, "FORBIDDEN");
        Http.assertProblem(http.post(uri + "/approval", ADMIN, "If-Match", "\"7\"", "{}"), 412, "STALE_VERSION");

        MvcTestResult approved = http.post(uri + "/approval", ADMIN, "{}");
        assertThat(approved).hasStatusOk();
        assertThat(status(approved)).isEqualTo("APPROVED");
        assertThat(Http.json(approved).path("answerBy").isString()).isTrue();

        JsonNode own = Http.json(http.get(uri, liaison(far)));
        assertThat(own.path("assignments")).hasSize(1);
        assertThat(own.path("assignments").get(0).path("unitId").stringValue()).isEqualTo(far);
        assertThat(own.path("assignedPlaces").intValue()).isEqualTo(2);
        assertThat(items(liaison(far))).hasSize(1);
        assertThat(items(TestTokens.officer(community))).hasSize(1);
        assertThat(Http.json(http.get(uri, TestTokens.officer(community))).path("assignments")).hasSize(2);
        Http.assertProblem(http.get(uri, liaison("another")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(uri, TestTokens.officer("350211999999")), 403, "FORBIDDEN");

        MvcTestResult consented = http.post(uri + "/consents/" + near, liaison(near), CONSENT);
        assertThat(consented).hasStatusOk();
        assertThat(Http.json(consented).path("consentedPlaces").intValue()).isEqualTo(4);
        assertThat(http.post(uri + "/consents/" + near, liaison(near), CONSENT)).hasStatusOk();
        Http.assertProblem(http.post(uri + "/consents/" + near, liaison(near), DECLINE), 409, "ALREADY_ANSWERED");
        Http.assertProblem(http.post(uri + "/consents/stranger", liaison("stranger"), CONSENT), 409, "UNIT_NOT_ASKED");

        String planId = uri.substring(uri.lastIndexOf('/') + 1);
        publisher.publish(7, new SupportTied(near, planId, community, Instant.now().plusSeconds(60)));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(status(http.get(uri, ADMIN))).isEqualTo("ACTIVE"));
        assertThat(Http.json(http.get(uri, ADMIN)).path("assignments").get(0).path("status").stringValue()).isEqualTo("TIED");
        http.post(uri + "/consents/" + far, liaison(far), CONSENT);
        publisher.publish(7, new SupportRefused(far, planId, community, SupportObstacle.PARTNERSHIP_PROPOSED));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                Http.json(http.get(uri, ADMIN)).path("assignments").get(1).path("obstacle").stringValue(""))
                .isEqualTo("PARTNERSHIP_PROPOSED"));
        assertThat(Http.json(http.get(uri, ADMIN)).path("unmetPlaces").intValue()).isEqualTo(2);
    }

    @Test
    void offersToTheNextBestWhatAUnitDeclines() {
        String uri = approved();
        JsonNode declined = Http.json(http.post(uri + "/consents/" + near, liaison(near), DECLINE));
        assertThat(declined.path("assignments").get(0).path("status").stringValue()).isEqualTo("DECLINED");
        JsonNode plan = Http.json(http.get(uri, ADMIN));
        assertThat(plan.path("assignments").values().stream().filter(each -> each.path("unitId").stringValue().equals(far))
                .mapToInt(each -> each.path("places").intValue()).sum()).isEqualTo(5);
        assertThat(plan.path("unmetPlaces").intValue()).isEqualTo(1);
    }

    @Test
    void showsArrowsOfPlansThatAreApproved() {
        String proposed = Http.json(http.post(PLANS, ADMIN, body(""))).path("planId").stringValue();
        String approved = approved();
        JsonNode all = Http.json(http.get(PLANS + "/arrows", ADMIN)).path("items");
        JsonNode shown = Http.json(http.get(PLANS + "/arrows", TestTokens.platform("city"))).path("items");
        assertThat(all.toString()).contains(proposed);
        assertThat(shown.toString()).doesNotContain(proposed);
        JsonNode arrow = shown.values().stream()
                .filter(each -> approved.endsWith(each.path("planId").stringValue())
                        && each.path("unitId").stringValue().equals(near))
                .findFirst().orElseThrow();
        assertThat(arrow.path("communityId").stringValue()).isEqualTo(community);
        assertThat(arrow.path("places").intValue()).isEqualTo(4);
        assertThat(arrow.path("status").stringValue()).isEqualTo("APPROVED");
        assertThat(arrow.path("from").path("latitude").doubleValue()).isGreaterThan(40);
        assertThat(arrow.path("to").path("latitude").doubleValue()).isEqualTo(40);
        Http.assertProblem(http.get(PLANS + "/arrows", TestTokens.member("m")), 403, "FORBIDDEN");
        assertThat(http.tester().get().uri(PLANS + "/arrows").exchange()).hasStatus(401);
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_RANGE", "-1, OUT_OF_RANGE", "91, OUT_OF_RANGE", "2147483648, OUT_OF_RANGE", "\"7\", WRONG_TYPE",
        "null, REQUIRED", "1.5, WRONG_TYPE"})
    void refusesAHorizonThatIsNone(String days, String code) {
        Http.assertInvalid(http.post(PLANS, ADMIN, "{\"horizonDays\":" + days + "}"), "horizonDays", code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"horizonDays\":7,\"radiusKm\":51}|radiusKm",
        "{\"horizonDays\":7,\"radiusKm\":0}|radiusKm",
        "{\"horizonDays\":7,\"unitKinds\":[]}|unitKinds", "{\"horizonDays\":7,\"unitKinds\":[\"KING\"]}|unitKinds[0]",
        "{\"horizonDays\":7,\"subdistrictCode\":\"35\"}|subdistrictCode", "{\"horizonDays\":7,\"what-if\":true}|what-if"})
    void refusesOtherInputThatMakesNoSense(String body, String field) {
        MvcTestResult answer = http.post(PLANS, ADMIN, body);
        Http.assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(Http.json(answer).path("errors").get(0).path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void aRequestSentTwiceMakesOnePlan() {
        MvcTestResult first = http.post(PLANS, ADMIN, "Idempotency-Key", "plan-" + community, body(""));
        MvcTestResult again = http.post(PLANS, ADMIN, "Idempotency-Key", "plan-" + community, body(""));
        assertThat(first).hasStatus(201);
        assertThat(again.getResponse().getHeader("Location")).isEqualTo(first.getResponse().getHeader("Location"));
    }

    @Test
    void letsOnlyTheDistrictPlanAndApproveAndOnlyTheUnitItselfAnswer() {
        String uri = approved();
        for (String other : List.of(TestTokens.supervisor("EFFICIENCY"), TestTokens.officer(community), liaison(near),
                TestTokens.member("m"), TestTokens.platform("city"))) {
            Http.assertProblem(http.post(PLANS, other, "nonsense"), 403, "FORBIDDEN");
            Http.assertProblem(http.post(uri + "/approval", other, "{}"), 403, "FORBIDDEN");
        }
        for (String other : List.of(ADMIN, TestTokens.officer(community), liaison(far))) {
            Http.assertProblem(http.post(uri + "/consents/" + near, other, "nonsense"), 403, "FORBIDDEN");
        }
        assertThat(http.get(uri, TestTokens.supervisor("ORGANIZATION"))).hasStatusOk();
        assertThat(http.get(PLANS, TestTokens.supervisor("ORGANIZATION"))).hasStatusOk();
        Http.assertProblem(http.get(PLANS, TestTokens.member("m")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(uri, TestTokens.platform("city")), 403, "FORBIDDEN");
        assertThat(http.tester().get().uri(uri).exchange()).hasStatus(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"decision\":\"MAYBE\"}", "{\"decision\":null}"})
    void refusesAnAnswerThatIsNone(String body) {
        MvcTestResult answer = http.post(approved() + "/consents/" + near, liaison(near), body);
        Http.assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(Http.json(answer).path("errors").get(0).path("field").stringValue()).isEqualTo("decision");
    }

    @Test
    void knowsNoPlanThatWasNotMade() {
        Http.assertProblem(http.get(PLANS + "/none", ADMIN), 404, "NOT_FOUND");
        Http.assertProblem(http.post(PLANS + "/none/approval", ADMIN, "{}"), 404, "NOT_FOUND");
        Http.assertProblem(http.post(PLANS + "/none/consents/" + near, liaison(near), CONSENT), 404, "NOT_FOUND");
        Http.assertProblem(http.post(PLANS + "/none/consents/" + near, liaison(near), DECLINE), 404, "NOT_FOUND");
    }

    @Test
    void listsTheNewestFirstPageByPageAndByStatus() {
        String older = approved();
        String newer = Http.json(http.post(PLANS, ADMIN, body(""))).path("planId").stringValue();
        JsonNode page = Http.json(http.get(PLANS + "?limit=1", ADMIN));
        assertThat(page.path("items").get(0).path("planId").stringValue()).isEqualTo(newer);
        JsonNode second = Http.json(http.get(PLANS + "?limit=1&cursor=" + page.path("next").stringValue(), ADMIN));
        assertThat(older).endsWith(second.path("items").get(0).path("planId").stringValue());
        assertThat(
                Http.json(http.get(PLANS + "?status=APPROVED&limit=1", ADMIN)).path("items").get(0).path("planId").stringValue())
                .isEqualTo(second.path("items").get(0).path("planId").stringValue());
        Http.assertInvalid(http.get(PLANS + "?status=LOST", ADMIN), "status", "NOT_ONE_OF");
        Http.assertProblem(http.get(PLANS + "?cursor=x", ADMIN), 400, "INVALID_CURSOR");
    }

    private String approved() {
        String uri = String.valueOf(http.post(PLANS, ADMIN, body("")).getResponse().getHeader("Location"));
        assertThat(http.post(uri + "/approval", ADMIN, "{}")).hasStatusOk();
        return uri;
    }

    private JsonNode items(String token) {
        return Http.json(http.get(PLANS, token)).path("items");
    }

    private String body(String more) {
        return "{\"horizonDays\":7,\"subdistrictCode\":\"%s\"%s}".formatted(subdistrict, more);
    }

    private static String liaison(String unit) {
        return TestTokens.liaison(unit);
    }

    private static String status(MvcTestResult answer) {
        return Http.json(answer).path("status").stringValue();
    }
}
