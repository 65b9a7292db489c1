package cn.jinlin.supervision.inspection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class InspectionApiTest {
    private static final String COMMUNITY = "350211103001";
    private static final String ELSEWHERE = "350211103002";
    private static final String UNIT = "0197a003-0000-7000-8000-000000000003";
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    @BeforeEach
    void aCommunityAndAUnit() {
        publisher.publish(1, new CommunityChanged(COMMUNITY, "后溪社区", "350211103", "后溪镇", Optional.empty(), List.of()));
        publisher.publish(1, new CommunityChanged(ELSEWHERE, "崎沟社区", "350211103", "后溪镇", Optional.empty(), List.of()));
        publisher.publish(1, new UnitChanged(UNIT, "区建设局", UnitKind.GOVERNMENT, Optional.empty(), List.of()));
    }

    @Test
    void recordsAnInspection() {
        MvcTestResult made = http.post("/api/v1/inspections", SUPERVISOR, ofCommunity(COMMUNITY, 85));
        assertThat(made).hasStatus(201).headers().hasValue("ETag", "\"1\"");
        JsonNode inspection = Http.json(made);
        assertThat(inspection.path("office").stringValue()).isEqualTo("EFFICIENCY");
        assertThat(inspection.path("score").intValue()).isEqualTo(85);
        assertThat(inspection.path("target").path("communityId").stringValue()).isEqualTo(COMMUNITY);
        assertThat(inspection.path("checklist").get(0).path("passed").booleanValue()).isTrue();
        String location = made.getResponse().getHeader("Location");
        assertThat(location).isEqualTo("/api/v1/inspections/" + inspection.path("inspectionId").stringValue());
        MvcTestResult read = http.get(location, TestTokens.districtAdmin());
        assertThat(read).hasStatusOk().headers().hasValue("ETag", "\"1\"");
        assertThat(Http.json(read)).isEqualTo(inspection);
    }

    @Test
    void theSameKeyRecordsOneInspection() {
        String key = UUID.randomUUID().toString();
        String body = ofCommunity(COMMUNITY, 77);
        JsonNode first = Http.json(http.post("/api/v1/inspections", SUPERVISOR, "Idempotency-Key", key, body));
        MvcTestResult again = http.post("/api/v1/inspections", SUPERVISOR, "Idempotency-Key", key, body);
        assertThat(again).hasStatus(201);
        assertThat(Http.json(again)).isEqualTo(first);
    }

    @Test
    void putsTheLatestScoreOnTheBoard() {
        String place = "350211103003";
        publisher.publish(1, new CommunityChanged(place, "黄地社区", "350211103", "后溪镇", Optional.empty(), List.of()));
        http.post("/api/v1/inspections", SUPERVISOR, ofCommunity(place, 91, Instant.now().minus(Duration.ofDays(1))));
        http.post("/api/v1/inspections", SUPERVISOR, ofCommunity(place, 55, Instant.now().minus(Duration.ofDays(9))));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(score(place)).isEqualTo(91));
    }

    @Test
    void decidesRoleBeforeAnythingElse() {
        Http.assertProblem(http.post("/api/v1/inspections", TestTokens.districtAdmin(), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post("/api/v1/inspections", TestTokens.officer(COMMUNITY), "nonsense"), 403, "FORBIDDEN");
        assertThat(http.tester().post().uri("/api/v1/inspections").exchange()).hasStatus(401);
    }

    @Test
    void aSupervisorWithoutAnOfficeMayNotInspect() {
        String nobody = TestTokens.bearer(Map.of("roles", List.of("SUPERVISOR"), "sub", "s"));
        Http.assertProblem(http.post("/api/v1/inspections", nobody, "nonsense"), 403, "OFFICE_REQUIRED");
        Http.assertProblem(http.post("/api/v1/inspections", TestTokens.supervisor("WEATHER"), "nonsense"), 403,
                "OFFICE_REQUIRED");
    }

    @Test
    void refusesTargetsThatNobodyKnows() {
        MvcTestResult unknown = http.post("/api/v1/inspections", SUPERVISOR, ofCommunity("350211999998", 85));
        Http.assertProblem(unknown, 409, "TARGET_UNKNOWN");
        assertThat(unknown).headers().hasValue("Retry-After", "1");
        Http.assertProblem(http.post("/api/v1/inspections", SUPERVISOR, of("UNIT", "no-such-unit", 85)), 409, "TARGET_UNKNOWN");
    }

    @Test
    void speaksChineseUnlessAskedForEnglish() {
        String body = ofCommunity("350211999998", 85);
        MvcTestResult chinese = http.post("/api/v1/inspections", SUPERVISOR, body);
        assertThat(Http.json(chinese).path("title").stringValue()).isEqualTo("对象不存在");
        assertThat(Http.json(chinese).path("detail").stringValue()).contains("350211999998");
        MvcTestResult english = http.post("/api/v1/inspections", SUPERVISOR, "Accept-Language", "en", body);
        assertThat(Http.json(english).path("title").stringValue()).isEqualTo("Target unknown");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        MvcTestResult answer = http.post("/api/v1/inspections", SUPERVISOR,
                """
                        {"target":{"kind":"MARKET","targetId":" ","communityId":"12"},"checklist":[{"item":"","passed":true}],"score":101}""");
        Http.assertInvalid(answer, "target.targetId", "REQUIRED");
        Http.assertInvalid(answer, "target.communityId", "MALFORMED");
        Http.assertInvalid(answer, "inspectedAt", "REQUIRED");
        Http.assertInvalid(answer, "checklist[0].item", "REQUIRED");
        Http.assertInvalid(answer, "score", "OUT_OF_RANGE");
        Http.assertInvalid(post(ofCommunity(COMMUNITY, 85).replace("\"score\":85", "\"score\":null")), "score", "REQUIRED");
    }

    @Test
    void refusesInputThatFitsNoInspection() {
        Http.assertInvalid(http.post("/api/v1/inspections", SUPERVISOR,
                ofCommunity(COMMUNITY, 85, Instant.now().plus(Duration.ofHours(1)))), "inspectedAt", "IN_THE_FUTURE");
        Http.assertInvalid(http.post("/api/v1/inspections", SUPERVISOR, """
                {"target":{"kind":"COMMUNITY","targetId":"%s","communityId":"%s"},"inspectedAt":"2026-03-01T09:00:00+08:00",
                "checklist":[],"score":1}""".formatted(COMMUNITY, ELSEWHERE)), "target.communityId", "NOT_THE_TARGET");
        assertThat(http.post("/api/v1/inspections", SUPERVISOR, "{\"surprise\":1}")).hasStatus(400);
        assertThat(http.post("/api/v1/inspections", SUPERVISOR, "{")).hasStatus(400);
        assertThat(http.post("/api/v1/inspections", SUPERVISOR, ofCommunity(COMMUNITY, 85).replace("85", "\"85\"")))
                .hasStatus(400);
    }

    @Test
    void showsAnInspectionToTheInspectedAndNotToOthers() {
        String ofCommunity = made(ofCommunity(COMMUNITY, 85));
        String ofUnit = made(of("UNIT", UNIT, 85));
        assertThat(http.get(ofCommunity, TestTokens.officer(COMMUNITY))).hasStatusOk();
        assertThat(http.get(ofUnit, TestTokens.liaison(UNIT))).hasStatusOk();
        Http.assertProblem(http.get(ofCommunity, TestTokens.officer(ELSEWHERE)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(ofCommunity, TestTokens.liaison(UNIT)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(ofUnit, TestTokens.liaison("another")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(ofUnit, TestTokens.member("member-1")), 403, "FORBIDDEN");
        Http.assertProblem(http.get("/api/v1/inspections/none", SUPERVISOR), 404, "NOT_FOUND");
    }

    @Test
    void listsATargetPageByPageTheNewestFirst() {
        String market = "market-" + UUID.randomUUID();
        assertThat(http.put("/api/v1/places/" + market, SUPERVISOR,
                "{\"kind\":\"MARKET\",\"name\":\"某市场\",\"communityId\":\"%s\"}".formatted(COMMUNITY))).hasStatus(201);
        for (int score = 1; score <= 5; score++) {
            made(of("MARKET", market, score));
        }
        List<Integer> scores = new java.util.ArrayList<>();
        String next = "";
        do {
            JsonNode page = Http.json(http.get("/api/v1/inspections?limit=2&targetId=" + market + next, SUPERVISOR));
            page.path("items").forEach(item -> scores.add(item.path("score").intValue()));
            next = page.path("next").isString() ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!next.isEmpty());
        assertThat(scores).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void listsToAnOfficerAndALiaisonWhatIsTheirs() {
        made(ofCommunity(COMMUNITY, 85));
        made(ofCommunity(ELSEWHERE, 85));
        made(of("UNIT", UNIT, 85));
        assertThat(communities(http.get("/api/v1/inspections?limit=200", TestTokens.officer(ELSEWHERE)))).containsOnly(ELSEWHERE);
        assertThat(http.get("/api/v1/inspections", TestTokens.liaison(UNIT))).hasStatusOk();
        Http.assertProblem(http.get("/api/v1/inspections?communityId=" + COMMUNITY, TestTokens.officer(ELSEWHERE)), 403,
                "FORBIDDEN");
        Http.assertProblem(http.get("/api/v1/inspections?targetId=" + UNIT, TestTokens.liaison("another")), 403, "FORBIDDEN");
    }

    @Test
    void refusesABrokenCursorAndLimit() {
        Http.assertProblem(http.get("/api/v1/inspections?cursor=xyz", SUPERVISOR), 400, "INVALID_CURSOR");
        Http.assertInvalid(http.get("/api/v1/inspections?limit=201", SUPERVISOR), "limit", "OUT_OF_RANGE");
    }

    @Test
    void scoresASheetByTheWeightsOfItsEdition() {
        String list = checklist("COMMUNITY");
        JsonNode made = Http.json(http.post("/api/v1/inspections", SUPERVISOR, sheet(list, 1, "100", "\"score\":40")));
        assertThat(made.path("score").intValue()).isEqualTo(85);
        assertThat(made.path("checklistId").stringValue()).isEqualTo(list);
        assertThat(made.path("checklist").get(0).path("weight").intValue()).isEqualTo(3);
        JsonNode partly = Http.json(http.post("/api/v1/inspections", SUPERVISOR, sheet(list, 1, "90", "\"notApplicable\":true")));
        assertThat(partly.path("score").intValue()).isEqualTo(90);
        assertThat(partly.path("checklist").get(1).has("score")).isFalse();
    }

    @Test
    void refusesSheetsThatDoNotFitTheirEdition() {
        String list = checklist("COMMUNITY");
        String good = sheet(list, 1, "100", "\"score\":40");
        Http.assertInvalid(post(good.replace("40", "101")), "answers[1].score", "OUT_OF_RANGE");
        Http.assertInvalid(post(good.replace("\"score\":40", "\"score\":4,\"notApplicable\":true")), "answers[1].score",
                "NOT_BOTH");
        Http.assertInvalid(post(good.replace("\"score\":40", "\"note\":\"x\"")), "answers[1].score", "REQUIRED");
        Http.assertInvalid(post(good.replace("\"b\"", "\"z\"")), "answers[1].itemId", "UNKNOWN_ITEM");
        Http.assertInvalid(post(good.replace("\"b\"", "\"z\"")), "answers", "ITEMS_MISSING");
        Http.assertInvalid(post(good.replace("\"b\"", "\"a\"")), "answers[1].itemId", "DUPLICATE_ITEM");
        Http.assertInvalid(post(good.replace("\"answers\"", "\"score\":99,\"answers\"")), "score", "COMPUTED");
        Http.assertInvalid(post(good.replace("\"checklistVersion\":1,", "")), "checklistVersion", "REQUIRED");
        Http.assertProblem(post(good.replace("\"checklistVersion\":1", "\"checklistVersion\":7")), 409, "EDITION_UNKNOWN");
        Http.assertProblem(post(good.replace(list, "none")), 404, "NOT_FOUND");
        Http.assertProblem(post(sheet(checklist("UNIT"), 1, "1", "\"score\":1")), 409, "CHECKLIST_OF_OTHER_KIND");
        Http.assertInvalid(post(ofCommunity(COMMUNITY, 85).replace("\"score\"", "\"campaignId\":\"c\",\"score\"")), "campaignId",
                "NEEDS_CHECKLIST");
    }

    @Test
    void aPhoneMaySendASheetUntilItIsAnswered() throws Exception {
        String uri = "/api/v1/inspections/" + UUID.randomUUID();
        String body = sheet(checklist("COMMUNITY"), 1, "100", "\"score\":40");
        List<Integer> answers;
        try (ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> sending = () -> http.put(uri, SUPERVISOR, body).getResponse().getStatus();
            answers = phones.invokeAll(Collections.nCopies(8, sending)).stream().map(Future::resultNow).toList();
        }
        assertThat(answers).containsOnly(200, 201).containsOnlyOnce(201);
        MvcTestResult again = http.put(uri, SUPERVISOR, body);
        assertThat(again).hasStatusOk().headers().hasValue("ETag", "\"1\"");
        assertThat(Http.json(again)).isEqualTo(Http.json(http.get(uri, SUPERVISOR)));
        Http.assertProblem(http.put(uri, SUPERVISOR, body.replace(":40", ":41")), 409, "INSPECTION_DIFFERS");
        Http.assertProblem(http.put(uri, TestTokens.supervisor("CIVILIZATION"), body), 409, "INSPECTION_DIFFERS");
        Http.assertInvalid(http.put("/api/v1/inspections/mine", SUPERVISOR, body), "inspectionId", "MALFORMED");
        Http.assertProblem(http.put(uri, TestTokens.officer(COMMUNITY), body), 403, "FORBIDDEN");
    }

    @Test
    void aPlaceThatWasClosedIsNotInspectedButARepetitionStillHolds() {
        String spot = "spot-" + UUID.randomUUID();
        String place = "{\"kind\":\"SCENIC_SPOT\",\"name\":\"园博苑\",\"communityId\":\"%s\"".formatted(COMMUNITY);
        assertThat(http.put("/api/v1/places/" + spot, SUPERVISOR, place + "}")).hasStatus(201);
        String uri = "/api/v1/inspections/" + UUID.randomUUID();
        MvcTestResult first = http.put(uri, SUPERVISOR, of("SCENIC_SPOT", spot, 70));
        assertThat(first).hasStatus(201);
        assertThat(Http.json(first).path("target").path("communityId").stringValue()).isEqualTo(COMMUNITY);
        Http.assertInvalid(post("""
                {"target":{"kind":"SCENIC_SPOT","targetId":"%s","communityId":"%s"},"inspectedAt":"2026-03-01T09:00:00+08:00",
                "checklist":[],"score":1}""".formatted(spot, ELSEWHERE)), "target.communityId", "NOT_ITS_COMMUNITY");
        assertThat(http.put("/api/v1/places/" + spot, SUPERVISOR, place + ",\"closed\":true}")).hasStatusOk();
        assertThat(http.put(uri, SUPERVISOR, of("SCENIC_SPOT", spot, 70))).hasStatusOk();
        Http.assertProblem(post(of("SCENIC_SPOT", spot, 70)), 409, "PLACE_CLOSED");
        Http.assertProblem(post(of("MARKET", spot, 70)), 409, "TARGET_UNKNOWN");
    }

    private MvcTestResult post(String body) {
        return http.post("/api/v1/inspections", SUPERVISOR, body);
    }

    private String checklist(String kind) {
        MvcTestResult made = http.post("/api/v1/checklists", SUPERVISOR, """
                {"kind":"%s","name":"环境","items":[{"itemId":"a","text":"楼道","weight":3},{"itemId":"b","text":"绿地","weight":1}]}"""
                .formatted(kind));
        assertThat(made).hasStatus(201);
        return Http.json(made).path("checklistId").stringValue();
    }

    private static String sheet(String list, int version, String first, String second) {
        return """
                {"target":{"kind":"COMMUNITY","targetId":"%s"},"inspectedAt":"2026-03-01T09:00:00+08:00","checklistId":"%s",
                "checklistVersion":%d,"answers":[{"itemId":"a","score":%s},{"itemId":"b",%s}]}"""
                .formatted(COMMUNITY, list, version, first, second).replace("\n", "");
    }

    private static List<String> communities(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return Http.json(answer).path("items").values().stream()
                .map(item -> item.path("target").path("communityId").stringValue()).toList();
    }

    private int score(String communityId) {
        JsonNode items = Http.json(http.get("/api/v1/coverage", TestTokens.officer(communityId))).path("items");
        return items.path(0).path("inspectionScore").asInt(-1);
    }

    private String made(String body) {
        MvcTestResult made = http.post("/api/v1/inspections", SUPERVISOR, body);
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private static String ofCommunity(String id, int score) {
        return of("COMMUNITY", id, score);
    }

    private static String ofCommunity(String id, int score, Instant at) {
        return of("COMMUNITY", id, score, at);
    }

    private static String of(String kind, String id, int score) {
        return of(kind, id, score, Instant.parse("2026-03-01T01:00:00Z"));
    }

    private static String of(String kind, String id, int score, Instant at) {
        return """
                {"target":{"kind":"%s","targetId":"%s"},"inspectedAt":"%s","checklist":[{"item":"楼道","passed":true,"note":"干净"}],
                "score":%d}""".formatted(kind, id, at, score);
    }
}
