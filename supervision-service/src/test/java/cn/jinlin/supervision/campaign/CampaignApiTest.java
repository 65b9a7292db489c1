package cn.jinlin.supervision.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class CampaignApiTest {
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String COMMUNITY = "350211106001";
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");
    private static final String PARTNER = TestTokens.supervisor("CIVILIZATION");
    private static final String OUTSIDER = TestTokens.supervisor("ORGANIZATION");

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    @BeforeEach
    void sixSpots() {
        publisher.publish(1, new CommunityChanged(COMMUNITY, "西亭社区", "350211106", "杏滨街道", Optional.empty(), List.of()));
        for (int i = 1; i <= 6; i++) {
            assertThat(http.put("/api/v1/places/xiting-" + i, SUPERVISOR,
                    "{\"kind\":\"SCENIC_SPOT\",\"name\":\"西亭景点%d\",\"communityId\":\"%s\"}".formatted(i, COMMUNITY))
                    .getResponse().getStatus()).isIn(200, 201);
        }
    }

    @Test
    void isPlannedDrawnProvedRunAndClosed() {
        String uri = planned(Instant.now().minusSeconds(60), 1, 2);
        MvcTestResult drawn = http.post(uri + "/draw", PARTNER, "{\"seed\":\"20260516 双色球 07 11\"}");
        assertThat(drawn).hasStatusOk();
        JsonNode campaign = Http.json(drawn);
        assertThat(campaign.path("status").stringValue()).isEqualTo("RUNNING");
        assertThat(campaign.path("targets")).hasSize(3);
        assertThat(campaign.path("progress").path("left").intValue()).isEqualTo(3);
        Http.assertProblem(http.post(uri + "/draw", SUPERVISOR, "{}"), 409, "ALREADY_DRAWN");

        JsonNode inputs = Http.json(http.get(uri + "/draw", SUPERVISOR));
        assertThat(inputs.path("seed").stringValue()).isEqualTo("20260516 双色球 07 11");
        assertThat(inputs.path("candidates").size()).isGreaterThanOrEqualTo(6);
        assertThat(inputs.path("candidates").get(0).path("parts")).hasSize(5);
        JsonNode proof = Http.json(http.get(uri + "/draw/verification", TestTokens.districtAdmin()));
        assertThat(proof.path("proven").booleanValue()).isTrue();
        assertThat(proof.path("drawnAgain")).hasSize(3);

        String target = campaign.path("targets").get(0).path("target").path("targetId").stringValue();
        MvcTestResult seen = http.put("/api/v1/inspections/" + UUID.randomUUID(), PARTNER, sheet(id(uri), target));
        assertThat(seen).hasStatus(201);
        JsonNode progress = Http.json(http.get(uri, SUPERVISOR)).path("progress");
        assertThat(progress.path("inspected").intValue()).isEqualTo(1);
        assertThat(progress.path("left").intValue()).isEqualTo(2);
        assertThat(progress.path("byOffice").values().stream().mapToInt(each -> each.path("targets").intValue()).sum())
                .isEqualTo(3);

        JsonNode closed = Http.json(http.post(uri + "/closing", SUPERVISOR, "{\"summary\":\"总体良好\"}"));
        assertThat(closed.path("status").stringValue()).isEqualTo("CLOSED");
        assertThat(closed.path("ending").path("words").stringValue()).isEqualTo("总体良好");
        Http.assertProblem(http.post("/api/v1/inspections", PARTNER, sheet(id(uri), target)), 409, "CAMPAIGN_ENDED");
        Http.assertProblem(http.post(uri + "/cancellation", SUPERVISOR, "{\"reason\":\"x\"}"), 409, "CAMPAIGN_ENDED");
    }

    @Test
    void isReportedAsDataPageAndPdfInBothLanguages() {
        String uri = planned(Instant.now().minusSeconds(60), 1, 1);
        http.post(uri + "/draw", SUPERVISOR, "{}");
        JsonNode data = Http.json(http.get(uri + "/report", SUPERVISOR));
        assertThat(data.path("figures").path("targets").intValue()).isEqualTo(2);
        MvcTestResult page = report(uri, "text/html", "en");
        assertThat(page).hasStatusOk().hasContentTypeCompatibleWith("text/html").headers().hasValue("Content-Language", "en");
        assertThat(page).bodyText().contains("周末联合督查", "Gravest findings").doesNotContain("{{");
        assertThat(report(uri, "text/html", "zh")).bodyText().contains("突出问题");
        MvcTestResult pdf = report(uri, "application/pdf", "zh");
        assertThat(pdf).hasStatusOk().hasContentType("application/pdf");
        assertThat(pdf.getResponse().getContentAsByteArray()).startsWith("%PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(report(uri, "image/png", "zh")).hasStatus(406);
        Http.assertProblem(http.get(uri + "/report", TestTokens.officer(COMMUNITY)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(CAMPAIGNS + "/none/report", SUPERVISOR), 404, "NOT_FOUND");
    }

    @Test
    void startsByItselfWhenItsTimeComes() {
        String uri = planned(Instant.now().plusSeconds(2), 0, 1);
        assertThat(http.post(uri + "/draw", SUPERVISOR, "{}")).hasStatusOk();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                Http.json(http.get(uri, SUPERVISOR)).path("status").stringValue()).isEqualTo("RUNNING"));
    }

    @Test
    void ofManyDrawsAtOnceOneHolds() throws Exception {
        String uri = planned(Instant.now().plus(Duration.ofDays(1)), 2, 2);
        List<Integer> answers;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> draw = () -> http.post(uri + "/draw", SUPERVISOR, "{}").getResponse().getStatus();
            answers = people.invokeAll(Collections.nCopies(6, draw)).stream().map(Future::resultNow).toList();
        }
        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(Http.json(http.get(uri + "/draw/verification", SUPERVISOR)).path("proven").booleanValue()).isTrue();
    }

    @Test
    void aTargetIsHandedOverWithinTheCampaign() {
        String uri = planned(Instant.now().plus(Duration.ofDays(1)), 0, 2);
        JsonNode first = Http.json(http.post(uri + "/draw", SUPERVISOR, "{}")).path("targets").get(0);
        String target = uri + "/targets/SCENIC_SPOT/" + first.path("target").path("targetId").stringValue() + "/office";
        assertThat(first.path("office").stringValue()).isEqualTo("EFFICIENCY");
        JsonNode handed = Http.json(http.put(target, SUPERVISOR, "{\"office\":\"CIVILIZATION\"}"));
        assertThat(handed.path("targets").get(0).path("office").stringValue()).isEqualTo("CIVILIZATION");
        Http.assertProblem(http.put(target, SUPERVISOR, "{\"office\":\"ORGANIZATION\"}"), 409, "OFFICE_TAKES_NO_PART");
        Http.assertProblem(http.put(uri + "/targets/MARKET/none/office", SUPERVISOR, "{\"office\":\"CIVILIZATION\"}"), 409,
                "NOT_A_TARGET");
        assertThat(http.put(uri + "/targets/SHIP/none/office", SUPERVISOR, "{\"office\":\"CIVILIZATION\"}")).hasStatus(400);
    }

    @Test
    void takesNoInspectionThatDoesNotBelongToIt() {
        String uri = planned(Instant.now().minusSeconds(60), 0, 1);
        Http.assertProblem(http.post("/api/v1/inspections", SUPERVISOR, sheet(id(uri), "xiting-1")), 409, "NOT_DRAWN");
        String drawn = Http.json(http.post(uri + "/draw", SUPERVISOR, "{}")).path("targets").get(0).path("target")
                .path("targetId").stringValue();
        String other = drawn.equals("xiting-1") ? "xiting-2" : "xiting-1";
        Http.assertProblem(http.post("/api/v1/inspections", SUPERVISOR, sheet(id(uri), other)), 409, "NOT_A_TARGET");
        Http.assertProblem(http.post("/api/v1/inspections", OUTSIDER, sheet(id(uri), drawn)), 403, "OFFICE_NOT_IN_CAMPAIGN");
        Http.assertProblem(http.post("/api/v1/inspections", SUPERVISOR, sheet("none", drawn)), 409, "CAMPAIGN_UNKNOWN");
        String early = sheet(id(uri), drawn).replaceAll("\"inspectedAt\":\"[^\"]*\"", "\"inspectedAt\":\"2026-01-01T00:00:00Z\"");
        Http.assertInvalid(http.post("/api/v1/inspections", SUPERVISOR, early), "inspectedAt", "OUTSIDE_CAMPAIGN");
    }

    @Test
    void whatItFoundIsListedTheEarliestDueFirst() {
        String uri = planned(Instant.now().minusSeconds(60), 0, 2);
        List<String> targets = Http.json(http.post(uri + "/draw", SUPERVISOR, "{}")).path("targets").values().stream()
                .map(each -> each.at("/target/targetId").stringValue()).toList();
        String later = found(sheet(id(uri), targets.getFirst()), 9);
        String earlier = found(sheet(id(uri), targets.getLast()), 5);
        found(sheet(id(uri), targets.getFirst()).replaceFirst(",\"campaignId\":\"[^\"]*\"", ""), 7);
        assertThat(findings("?campaignId=" + id(uri), SUPERVISOR)).containsExactly(earlier, later);
        assertThat(findings("?campaignId=" + id(uri) + "&targetId=" + targets.getFirst(), SUPERVISOR)).containsExactly(later);
        assertThat(findings("?campaignId=" + id(uri), TestTokens.officer(COMMUNITY))).containsExactly(earlier, later);
        assertThat(findings("?campaignId=" + id(uri), TestTokens.officer("350211106002"))).isEmpty();
        String another = planned(Instant.now().minusSeconds(60), 0, 1);
        assertThat(findings("?campaignId=" + id(another), SUPERVISOR)).isEmpty();
    }

    /** What an inspection with this sheet finds, to be put right within so many days. */
    private String found(String sheet, int days) {
        MvcTestResult seen = http.post("/api/v1/inspections", SUPERVISOR, sheet);
        assertThat(seen).hasStatus(201);
        MvcTestResult found = http.post(seen.getResponse().getHeader("Location") + "/findings", SUPERVISOR, """
                {"severity":"MAJOR","description":"垃圾满溢","dueAt":"%s"}""".formatted(Instant.now().plus(Duration.ofDays(days))));
        assertThat(found).hasStatus(201);
        return Http.json(found).path("findingId").stringValue();
    }

    private List<String> findings(String query, String token) {
        MvcTestResult answer = http.get("/api/v1/findings" + query, token);
        assertThat(answer).hasStatusOk();
        return Http.json(answer).path("items").values().stream().map(each -> each.path("findingId").stringValue()).toList();
    }

    @Test
    void theInspectedLearnNothingBefore() {
        String uri = planned(Instant.now().plus(Duration.ofDays(1)), 0, 1);
        for (String path : List.of(uri, uri + "/draw", uri + "/draw/verification", CAMPAIGNS)) {
            Http.assertProblem(http.get(path, TestTokens.officer(COMMUNITY)), 403, "FORBIDDEN");
            Http.assertProblem(http.get(path, TestTokens.liaison("u")), 403, "FORBIDDEN");
            Http.assertProblem(http.get(path, TestTokens.member("m")), 403, "FORBIDDEN");
        }
        Http.assertProblem(http.get("/api/v1/inspections?campaignId=" + id(uri), TestTokens.officer(COMMUNITY)), 403,
                "FORBIDDEN");
        assertThat(http.get(uri, TestTokens.districtAdmin())).hasStatusOk();
        assertThat(http.get(uri, OUTSIDER)).hasStatusOk();
        assertThat(http.tester().get().uri(uri).exchange()).hasStatus(401);
        for (String step : List.of("/draw", "/closing", "/cancellation")) {
            Http.assertProblem(http.post(uri + step, TestTokens.districtAdmin(), "nonsense"), 403, "FORBIDDEN");
            Http.assertProblem(http.post(uri + step, OUTSIDER, "nonsense"), 403, "OFFICE_NOT_IN_CAMPAIGN");
            Http.assertProblem(http.post(CAMPAIGNS + "/none" + step, SUPERVISOR, "nonsense"), 404, "NOT_FOUND");
        }
    }

    @Test
    void refusesPlansThatFitNothing() {
        String good = plan(Instant.now(), 1, 1);
        MvcTestResult empty = http.post(CAMPAIGNS, SUPERVISOR, "{}");
        for (String field : List.of("title", "offices", "from", "until", "kinds", "byRisk", "atRandom")) {
            Http.assertInvalid(empty, field, "REQUIRED");
        }
        Http.assertInvalid(http.post(CAMPAIGNS, OUTSIDER, good), "offices", "NOT_YOUR_OFFICE");
        Http.assertInvalid(http.post(CAMPAIGNS, SUPERVISOR, plan(Instant.parse("2025-05-16T00:00:00Z"), 1, 1)), "until",
                "IN_THE_PAST");
        Http.assertInvalid(http.post(CAMPAIGNS, SUPERVISOR, plan(Instant.now(), 0, 0)), "atRandom", "OUT_OF_RANGE");
        Http.assertInvalid(http.post(CAMPAIGNS, SUPERVISOR, plan(Instant.now(), 400, 400)), "atRandom", "OUT_OF_RANGE");
        Http.assertInvalid(http.post(CAMPAIGNS, SUPERVISOR, plan(Instant.now(), -1, 5)), "byRisk", "OUT_OF_RANGE");
        Http.assertInvalid(
                http.post(CAMPAIGNS, SUPERVISOR, good.replaceAll("\"until\":\"[^\"]*\"", "\"until\":\"2020-01-01T00:00:00Z\"")),
                "until", "NOT_AFTER");
        Http.assertInvalid(
                http.post(CAMPAIGNS, SUPERVISOR, good.replaceAll("\"until\":\"[^\"]*\"", "\"until\":\"2099-01-01T00:00:00Z\"")),
                "until", "TOO_LONG_A_PERIOD");
        assertThat(http.post(CAMPAIGNS, SUPERVISOR, good.replace("SCENIC_SPOT", "SHIP"))).hasStatus(400);
    }

    @Test
    void listsTheNewestFirst() {
        String older = planned(Instant.now().plus(Duration.ofDays(1)), 0, 1);
        String newer = planned(Instant.now().plus(Duration.ofDays(1)), 0, 1);
        assertThat(http.post(older + "/cancellation", PARTNER, "{\"reason\":\"台风\"}")).hasStatusOk();
        List<String> all = ids("?limit=200");
        assertThat(all.indexOf(id(newer))).isLessThan(all.indexOf(id(older))).isNotNegative();
        assertThat(ids("?limit=200&status=CANCELLED")).contains(id(older)).doesNotContain(id(newer));
    }

    private MvcTestResult report(String uri, String accept, String language) {
        return http.tester().get().uri(uri + "/report").header("Authorization", SUPERVISOR).header("Accept", accept)
                .header("Accept-Language", language).exchange();
    }

    private List<String> ids(String query) {
        return Http.json(http.get(CAMPAIGNS + query, SUPERVISOR)).path("items").values().stream()
                .map(item -> item.path("campaignId").stringValue()).toList();
    }

    private String planned(Instant from, int byRisk, int atRandom) {
        MvcTestResult made = http.post(CAMPAIGNS, SUPERVISOR, plan(from, byRisk, atRandom));
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private static String id(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static String plan(Instant from, int byRisk, int atRandom) {
        return """
                {"title":"周末联合督查","offices":["EFFICIENCY","CIVILIZATION"],"from":"%s","until":"%s","kinds":["SCENIC_SPOT"],
                "byRisk":%d,"atRandom":%d}""".formatted(from, from.plus(Duration.ofDays(2)), byRisk, atRandom);
    }

    private String sheet(String campaignId, String spot) {
        String list = Http.json(http.post("/api/v1/checklists", SUPERVISOR, """
                {"kind":"SCENIC_SPOT","name":"景点","items":[{"itemId":"a","text":"整洁","weight":1}]}""")).path("checklistId")
                .stringValue();
        return """
                {"target":{"kind":"SCENIC_SPOT","targetId":"%s"},"inspectedAt":"%s","checklistId":"%s","checklistVersion":1,
                "answers":[{"itemId":"a","score":80}],"campaignId":"%s"}""".formatted(spot, Instant.now(), list, campaignId);
    }
}
