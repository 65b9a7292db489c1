package cn.jinlin.supervision.finding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.place.Targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class FindingApiTest {
    private static final String COMMUNITY = "350211104001";
    private static final String ELSEWHERE = "350211104002";
    private static final String UNIT = "0197a003-0000-7000-8000-000000000004";
    private static final String SUPERVISOR = TestTokens.supervisor("CIVILIZATION");
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String MEASURES = "{\"measures\":\"已清理\"}";
    private static final String RESOLVED = "{\"verdict\":\"RESOLVED\",\"comment\":\"合格\"}";
    private static final String RETURNED = "{\"verdict\":\"RETURNED\",\"comment\":\"仍有杂物\"}";

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;
    @Autowired
    Findings findings;
    @Autowired
    Targets targets;
    @Autowired
    Escalation escalation;

    @BeforeEach
    void aCommunityAndAUnit() {
        publisher.publish(1, new CommunityChanged(COMMUNITY, "杏林社区", "350211104", "杏林街道", Optional.empty(), List.of()));
        publisher.publish(1, new CommunityChanged(ELSEWHERE, "宁宝社区", "350211104", "杏林街道", Optional.empty(), List.of()));
        publisher.publish(1, new UnitChanged(UNIT, "区城管局", UnitKind.GOVERNMENT, Optional.empty(), List.of()));
    }

    @Test
    void goesFromOpenThroughAReturnToResolvedAndTheBoardFollows() {
        String place = "350211104003";
        publisher.publish(1, new CommunityChanged(place, "马銮社区", "350211104", "杏林街道", Optional.empty(), List.of()));
        MvcTestResult made = http.post(inspection("COMMUNITY", place) + "/findings", SUPERVISOR, finding(""));
        assertThat(made).hasStatus(201).headers().hasValue("ETag", "\"1\"");
        String uri = String.valueOf(made.getResponse().getHeader("Location"));
        assertThat(uri).startsWith("/api/v1/findings/");
        assertThat(status(made)).isEqualTo("OPEN");
        assertThat(Http.json(made).path("responsible").path("id").stringValue()).isEqualTo(place);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(openFindings(place)).isEqualTo(1));

        String officer = TestTokens.officer(place);
        assertThat(status(http.post(uri + "/rectification", officer, MEASURES))).isEqualTo("SUBMITTED");
        assertThat(status(http.post(uri + "/recheck", SUPERVISOR, RETURNED))).isEqualTo("RETURNED");
        assertThat(openFindings(place)).isEqualTo(1);
        assertThat(status(http.post(uri + "/rectification", officer, MEASURES))).isEqualTo("SUBMITTED");
        MvcTestResult resolved = http.post(uri + "/recheck", SUPERVISOR, RESOLVED);
        assertThat(resolved).hasStatusOk().headers().hasValue("ETag", "\"5\"");
        assertThat(status(resolved)).isEqualTo("RESOLVED");
        assertThat(Http.json(resolved).path("rounds")).hasSize(2);
        assertThat(Http.json(http.get(uri, officer))).isEqualTo(Http.json(resolved));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(openFindings(place)).isZero());
    }

    @Test
    void refusesStepsThatItsStateDoesNotAllow() {
        String uri = raised("");
        Http.assertProblem(http.post(uri + "/recheck", SUPERVISOR, RESOLVED), 409, "NOTHING_SUBMITTED");
        http.post(uri + "/rectification", OFFICER, MEASURES);
        Http.assertProblem(http.post(uri + "/rectification", OFFICER, MEASURES), 409, "RECTIFICATION_PENDING");
        http.post(uri + "/recheck", SUPERVISOR, RESOLVED);
        Http.assertProblem(http.post(uri + "/rectification", OFFICER, MEASURES), 409, "FINDING_RESOLVED");
        Http.assertProblem(http.post(uri + "/recheck", SUPERVISOR, RESOLVED), 409, "FINDING_RESOLVED");
    }

    @Test
    void whoRectifiedDoesNotRecheck() {
        String both = TestTokens.bearer(Map.of("roles", List.of("SUPERVISOR", "COMMUNITY_OFFICER"), "sub", "both", "office",
                "EFFICIENCY", "community_ids", List.of(COMMUNITY)));
        String uri = raised("");
        assertThat(http.post(uri + "/rectification", both, MEASURES)).hasStatusOk();
        Http.assertProblem(http.post(uri + "/recheck", both, RESOLVED), 409, "RECHECK_BY_RECTIFIER");
    }

    @Test
    void onlyTheResponsiblePartyRectifiesAndSees() {
        String ofUnit = raised("\"responsible\":{\"kind\":\"UNIT\",\"id\":\"%s\"},".formatted(UNIT));
        Http.assertProblem(http.get(ofUnit, OFFICER), 403, "FORBIDDEN");
        Http.assertProblem(http.post(ofUnit + "/rectification", OFFICER, "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(ofUnit + "/rectification", SUPERVISOR, MEASURES), 403, "FORBIDDEN");
        Http.assertProblem(http.post(ofUnit + "/recheck", TestTokens.liaison(UNIT), RESOLVED), 403, "FORBIDDEN");
        Http.assertProblem(http.get(ofUnit, TestTokens.liaison("another")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(ofUnit, TestTokens.member("member-1")), 403, "FORBIDDEN");
        assertThat(http.get(ofUnit, TestTokens.liaison(UNIT))).hasStatusOk();
        assertThat(http.get(ofUnit, TestTokens.districtAdmin())).hasStatusOk();
        assertThat(status(http.post(ofUnit + "/rectification", TestTokens.liaison(UNIT), MEASURES))).isEqualTo("SUBMITTED");
        assertThat(http.tester().get().uri(ofUnit).exchange()).hasStatus(401);
    }

    @Test
    void knowsNoFindingAndNoInspectionThatWasNotMade() {
        Http.assertProblem(http.get("/api/v1/findings/none", SUPERVISOR), 404, "NOT_FOUND");
        Http.assertProblem(http.post("/api/v1/findings/none/rectification", OFFICER, MEASURES), 404, "NOT_FOUND");
        Http.assertProblem(http.post("/api/v1/findings/none/recheck", SUPERVISOR, RESOLVED), 404, "NOT_FOUND");
        Http.assertProblem(http.post("/api/v1/inspections/none/findings", SUPERVISOR, "nonsense"), 404, "NOT_FOUND");
        Http.assertProblem(http.post("/api/v1/inspections/none/findings", OFFICER, "nonsense"), 403, "FORBIDDEN");
    }

    @Test
    void refusesBodiesThatFitNothing() {
        String findings = inspection("COMMUNITY", COMMUNITY) + "/findings";
        MvcTestResult empty = http.post(findings, SUPERVISOR, "{}");
        Http.assertInvalid(empty, "severity", "REQUIRED");
        Http.assertInvalid(empty, "description", "REQUIRED");
        Http.assertInvalid(empty, "dueAt", "REQUIRED");
        Http.assertInvalid(http.post(findings, SUPERVISOR, finding("").replaceAll("20\\d\\d-", "2020-")), "dueAt", "IN_THE_PAST");
        Http.assertProblem(http.post(findings, SUPERVISOR, finding("\"responsible\":{\"kind\":\"UNIT\",\"id\":\"none\"},")), 409,
                "TARGET_UNKNOWN");
        Http.assertProblem(http.post("/api/v1/inspections", SUPERVISOR,
                """
                        {"target":{"kind":"MARKET","targetId":"none"},"inspectedAt":"2026-03-01T09:00:00+08:00","checklist":[],"score":6}"""),
                409, "TARGET_UNKNOWN");
        Http.assertInvalid(
                http.post(raised("") + "/recheck", SUPERVISOR, "{\"verdict\":\"RESOLVED\",\"dueAt\":\"2099-01-01T00:00:00Z\"}"),
                "dueAt", "NOT_WHEN_RESOLVED");
        Http.assertInvalid(http.post(raised("") + "/recheck", SUPERVISOR,
                "{\"verdict\":\"RETURNED\",\"comment\":\"x\",\"dueAt\":\"2020-01-01T00:00:00Z\"}"), "dueAt", "IN_THE_PAST");
        String uri = raised("");
        Http.assertInvalid(http.post(uri + "/rectification", OFFICER, "{\"measures\":\" \"}"), "measures", "REQUIRED");
        http.post(uri + "/rectification", OFFICER, MEASURES);
        Http.assertInvalid(http.post(uri + "/recheck", SUPERVISOR, "{}"), "verdict", "REQUIRED");
        Http.assertInvalid(http.post(uri + "/recheck", SUPERVISOR, "{\"verdict\":\"RETURNED\"}"), "comment", "REQUIRED");
        assertThat(http.post(uri + "/recheck", SUPERVISOR, "{\"verdict\":\"MAYBE\"}")).hasStatus(400);
        assertThat(http.post(uri + "/recheck", SUPERVISOR, "{\"verdict\":\"RESOLVED\"}")).hasStatusOk();
    }

    @Test
    void refusesAChangeOfAVersionThatIsGone() {
        String uri = raised("");
        Http.assertProblem(http.post(uri + "/rectification", OFFICER, "If-Match", "\"9\"", MEASURES), 412, "STALE_VERSION");
        assertThat(http.post(uri + "/rectification", OFFICER, "If-Match", "\"1\"", MEASURES)).hasStatusOk();
        Http.assertProblem(http.post(uri + "/recheck", SUPERVISOR, "If-Match", "\"1\"", RESOLVED), 412, "STALE_VERSION");
    }

    @Test
    void ofManyRectificationsAtOnceOneIsTaken() throws Exception {
        String uri = raised("");
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(() -> http.post(uri + "/rectification", OFFICER, MEASURES).getResponse().getStatus());
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        }
        assertThat(Http.json(http.get(uri, OFFICER)).path("rounds")).hasSize(1);
    }

    @Test
    void listsTheEarliestDueFirstAndToEachPartyItsOwn() {
        String unit = "unit-" + UUID.randomUUID();
        publisher.publish(1, new UnitChanged(unit, "某单位", UnitKind.INSTITUTION, Optional.empty(), List.of()));
        String findings = inspection("UNIT", unit) + "/findings";
        for (int days : List.of(3, 1, 2)) {
            assertThat(http.post(findings, SUPERVISOR, finding("", Instant.now().plus(Duration.ofDays(days))))).hasStatus(201);
        }
        List<String> due = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Http.json(http.get("/api/v1/findings?limit=2" + next, TestTokens.liaison(unit)));
            page.path("items").forEach(item -> due.add(item.path("dueAt").stringValue()));
            next = page.path("next").isString() ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!next.isEmpty());
        assertThat(due).hasSize(3).isSorted();
        assertThat(items("/api/v1/findings?targetId=" + unit, SUPERVISOR)).hasSize(3);
        assertThat(items("/api/v1/findings?targetId=" + unit + "&status=OPEN", SUPERVISOR)).hasSize(3);
        assertThat(items("/api/v1/findings?targetId=" + unit + "&status=RESOLVED", SUPERVISOR)).isEmpty();
        assertThat(items("/api/v1/findings?targetId=" + unit + "&overdue=true", SUPERVISOR)).isEmpty();
        assertThat(items("/api/v1/findings?targetId=" + unit, TestTokens.officer(ELSEWHERE))).isEmpty();
        assertThat(http.get("/api/v1/findings?status=LOST", SUPERVISOR)).hasStatus(400);
        assertThat(http.get("/api/v1/findings?overdue=perhaps", SUPERVISOR)).hasStatus(400);
    }

    @Test
    void listsWhatIsOverdue() {
        String unit = "unit-" + UUID.randomUUID();
        publisher.publish(1, new UnitChanged(unit, "某单位", UnitKind.INSTITUTION, Optional.empty(), List.of()));
        String findings = inspection("UNIT", unit) + "/findings";
        assertThat(http.post(findings, SUPERVISOR, finding("", Instant.now().plusMillis(700)))).hasStatus(201);
        assertThat(http.post(findings, SUPERVISOR, finding("", Instant.now().plus(Duration.ofDays(1))))).hasStatus(201);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(items("/api/v1/findings?overdue=true", TestTokens.liaison(unit))).hasSize(1).first()
                        .satisfies(item -> assertThat(item.path("overdue").booleanValue()).isTrue()));
        assertThat(items("/api/v1/findings?overdue=false", TestTokens.liaison(unit))).hasSize(2);
    }

    @Test
    void aPhoneMaySendAFindingUntilItIsAnswered() {
        String uri = inspection("COMMUNITY", COMMUNITY) + "/findings/" + UUID.randomUUID();
        String body = finding("", Instant.now().plus(Duration.ofDays(3)));
        MvcTestResult first = http.put(uri, SUPERVISOR, body);
        assertThat(first).hasStatus(201);
        String finding = String.valueOf(first.getResponse().getHeader("Location"));
        assertThat(http.post(finding + "/rectification", OFFICER, MEASURES)).hasStatusOk();
        MvcTestResult again = http.put(uri, SUPERVISOR, body);
        assertThat(again).hasStatusOk();
        assertThat(status(again)).isEqualTo("SUBMITTED");
        Http.assertProblem(http.put(uri, SUPERVISOR, body.replace("MAJOR", "MINOR")), 409, "FINDING_DIFFERS");
        Http.assertProblem(http.put(uri, TestTokens.supervisor("EFFICIENCY"), body), 409, "FINDING_DIFFERS");
        Http.assertInvalid(http.put(uri + "x", SUPERVISOR, body), "findingId", "MALFORMED");
        Http.assertProblem(http.put(uri, OFFICER, body), 403, "FORBIDDEN");
    }

    @Test
    void isEscalatedStepByStepOnWorkingDays() {
        String uri = raised("");
        String id = uri.substring(uri.lastIndexOf('/') + 1);
        Finding finding = findings.aggregates().get(id).state();
        List<Instant> levels = new ArrayList<>();
        Instant next = escalation.next(finding).orElseThrow().at();
        assertThat(findings.aggregates().due(next.minusMillis(1), 1_000)).doesNotContain(id);
        assertThat(findings.aggregates().due(next, 1_000)).contains(id);
        for (int level = 1; level <= 3; level++) {
            levels.add(escalation.next(findings.aggregates().get(id).state()).orElseThrow().at());
            FindingDesk later = new FindingDesk(findings, targets, escalation, Clock.fixed(levels.getLast(), ZoneOffset.UTC));
            later.escalate(id);
            later.escalate(id);
        }
        JsonNode view = Http.json(http.get(uri, OFFICER));
        assertThat(view.path("escalation").intValue()).isEqualTo(3);
        assertThat(view.path("escalations").values().stream().map(each -> each.path("to").stringValue()))
                .containsExactly("RESPONSIBLE", "OFFICE", "DISTRICT");
        assertThat(levels).isSorted().doesNotHaveDuplicates();
        assertThat(escalation.next(findings.aggregates().get(id).state())).isEmpty();
        assertThat(items("/api/v1/findings?escalation=3&limit=200", SUPERVISOR))
                .anySatisfy(item -> assertThat(item.path("findingId").stringValue()).isEqualTo(id));
    }

    @Test
    void countsAllOfTheDistrict() {
        raised("");
        JsonNode counts = Http.json(http.get("/api/v1/findings/counts", SUPERVISOR));
        assertThat(counts.path("items").values().stream().map(item -> item.path("status").stringValue()))
                .containsExactly("OPEN", "SUBMITTED", "RESOLVED", "RETURNED");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode now = Http.json(http.get("/api/v1/findings/counts", SUPERVISOR));
            assertThat(now.path("items").path(0).path("count").longValue())
                    .isEqualTo(findings.counts(Instant.now()).byStatus().get(FindingStatus.OPEN)).isPositive();
        });
    }

    @Test
    void listsWhoIsResponsibleToThoseWhoMaySee() {
        raised("\"responsible\":{\"kind\":\"UNIT\",\"id\":\"%s\"},".formatted(UNIT));
        assertThat(items("/api/v1/findings?unitId=" + UNIT, SUPERVISOR)).isNotEmpty()
                .allSatisfy(item -> assertThat(item.path("responsible").path("id").stringValue()).isEqualTo(UNIT));
        assertThat(items("/api/v1/findings?unitId=" + UNIT, TestTokens.liaison(UNIT))).isNotEmpty();
        Http.assertProblem(http.get("/api/v1/findings?unitId=" + UNIT, OFFICER), 403, "FORBIDDEN");
        Http.assertProblem(http.get("/api/v1/findings?communityId=" + ELSEWHERE, OFFICER), 403, "FORBIDDEN");
    }

    private List<JsonNode> items(String uri, String token) {
        MvcTestResult answer = http.get(uri, token);
        assertThat(answer).hasStatusOk();
        return List.copyOf(Http.json(answer).path("items").values());
    }

    private int openFindings(String communityId) {
        return Http.json(http.get("/api/v1/coverage", TestTokens.officer(communityId))).path("items").path(0).path("openFindings")
                .asInt(-1);
    }

    private static String status(MvcTestResult answer) {
        return Http.json(answer).path("status").asString();
    }

    private String raised(String responsible) {
        MvcTestResult made = http.post(inspection("COMMUNITY", COMMUNITY) + "/findings", SUPERVISOR, finding(responsible));
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private String inspection(String kind, String id) {
        MvcTestResult made = http.post("/api/v1/inspections", SUPERVISOR, """
                {"target":{"kind":"%s","targetId":"%s"},"inspectedAt":"2026-03-01T09:00:00+08:00","checklist":[],"score":60}"""
                .formatted(kind, id));
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private static String finding(String responsible) {
        return finding(responsible, Instant.now().plus(Duration.ofDays(7)));
    }

    private static String finding(String responsible, Instant dueAt) {
        return """
                {"severity":"MAJOR","description":"楼道堆放杂物","guidance":"限期清理",%s"dueAt":"%s"}""".formatted(responsible, dueAt);
    }
}
