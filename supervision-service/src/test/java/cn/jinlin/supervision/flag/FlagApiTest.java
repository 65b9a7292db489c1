package cn.jinlin.supervision.flag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.rule.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole way: broker, evidence, rules, flags, and the supervisors who settle them. */
@EnginesTest
class FlagApiTest {
    private static final String FLAGS = "/api/v1/flags";
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");
    private static final String FALSE_ALARM = "{\"verdict\":\"FALSE_ALARM\",\"reason\":\"因公出差\"}";
    private static final String CONFIRMED = "{\"verdict\":\"CONFIRMED\",\"reason\":\"属实\"}";

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    private final String community = "35021119" + String.format("%04d", Math.floorMod(UUID.randomUUID().hashCode(), 10_000));
    private final String member = "member-" + UUID.randomUUID();

    @Test
    void raisesAFlagOnceAndItsEvidenceGrows() {
        absent(3);
        JsonNode flag = awaitFlag("OPEN", 3);
        assertThat(flag.path("rule").stringValue()).isEqualTo("ABSENT_REPEATEDLY");
        assertThat(flag.path("subjectKind").stringValue()).isEqualTo("MEMBER");
        assertThat(flag.path("subjectId").stringValue()).isEqualTo(member);
        assertThat(flag.path("evidence").path("items").path(0).path("orderId").stringValue()).startsWith("order-");
        absent(1);
        assertThat(awaitFlag("OPEN", 4).path("flagId")).isEqualTo(flag.path("flagId"));
        MvcTestResult one = http.get(FLAGS + "/" + flag.path("flagId").stringValue(), TestTokens.districtAdmin());
        assertThat(one).hasStatusOk();
        assertThat(one.getResponse().getHeader("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aSettledFlagRisesAgainOnlyForWhatCameAfter() {
        absent(3);
        String id = awaitFlag("OPEN", 3).path("flagId").stringValue();
        MvcTestResult settled = http.post(FLAGS + "/" + id + "/settlement", SUPERVISOR, FALSE_ALARM);
        assertThat(settled).hasStatusOk();
        JsonNode view = Http.json(settled);
        assertThat(view.path("status").stringValue()).isEqualTo("SETTLED");
        assertThat(view.path("settlements").path(0).path("reason").stringValue()).isEqualTo("因公出差");
        assertThat(view.path("settlements").path(0).path("office").stringValue()).isEqualTo("EFFICIENCY");
        Http.assertProblem(http.post(FLAGS + "/" + id + "/settlement", SUPERVISOR, CONFIRMED), 409, "FLAG_NOT_OPEN");
        absent(2);
        absent(1);
        assertThat(awaitFlag("OPEN", 3).path("settlements")).hasSize(1);
        assertThat(http.post(FLAGS + "/" + id + "/settlement", SUPERVISOR, CONFIRMED)).hasStatusOk();
    }

    @Test
    void listsByRuleStatusAndCommunityPageByPage() {
        for (int i = 0; i < 3; i++) {
            absent("member-" + UUID.randomUUID(), 3);
        }
        String list = FLAGS + "?communityId=" + community;
        await().atMost(Duration.ofSeconds(60)).until(() -> items(list).size() == 3);
        List<String> raised = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Http.json(http.get(list + "&limit=2&rule=ABSENT_REPEATEDLY&status=OPEN" + next, SUPERVISOR));
            page.path("items").forEach(item -> raised.add(item.path("raisedAt").stringValue()));
            next = page.path("next").isString() ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!next.isEmpty());
        assertThat(raised.stream().map(Instant::parse).toList()).hasSize(3)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(items(list + "&rule=NO_SERVICE")).isEmpty();
        assertThat(items(list + "&status=SETTLED")).isEmpty();
        assertThat(items(list + "&unitId=none")).isEmpty();
        assertThat(items(FLAGS + "?communityId=000000000000")).isEmpty();
        assertThat(http.get(FLAGS + "?rule=HUNCH", SUPERVISOR)).hasStatus(400);
        assertThat(http.get(FLAGS + "?status=LOST", SUPERVISOR)).hasStatus(400);
        Http.assertProblem(http.get(FLAGS + "?cursor=nonsense", SUPERVISOR), 400, "INVALID_CURSOR");
    }

    @Test
    void tellsHowOftenEachRuleWasRight() {
        JsonNode rules = Http.json(http.get(FLAGS + "/rules", TestTokens.districtAdmin())).path("items");
        assertThat(rules).hasSize(Rule.values().length).allSatisfy(rule -> {
            assertThat(rule.path("limits")).isNotEmpty();
            assertThat(rule.path("falseAlarms").isNumber()).isTrue();
        });
        absent(3);
        String id = awaitFlag("OPEN", 3).path("flagId").stringValue();
        http.post(FLAGS + "/" + id + "/settlement", SUPERVISOR, FALSE_ALARM);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(Http.json(http.get(FLAGS + "/rules", SUPERVISOR)).path("items")).anySatisfy(rule -> {
                    assertThat(rule.path("rule").stringValue()).isEqualTo("ABSENT_REPEATEDLY");
                    assertThat(rule.path("falseAlarms").asInt()).isPositive();
                }));
    }

    @Test
    void ofManySettlementsAtOnceOneIsTaken() throws Exception {
        absent(3);
        String id = awaitFlag("OPEN", 3).path("flagId").stringValue();
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(() -> http.post(FLAGS + "/" + id + "/settlement", SUPERVISOR, CONFIRMED).getResponse().getStatus());
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    @Test
    void isForSupervisorsAndTheDistrict() {
        absent(3);
        String one = FLAGS + "/" + awaitFlag("OPEN", 3).path("flagId").stringValue();
        for (String token : List.of(TestTokens.officer(community), TestTokens.liaison("unit-1"), TestTokens.member(member),
                TestTokens.platform("city"))) {
            for (String uri : List.of(FLAGS, FLAGS + "/rules", one)) {
                Http.assertProblem(http.get(uri, token), 403, "FORBIDDEN");
            }
            Http.assertProblem(http.post(one + "/settlement", token, "nonsense"), 403, "FORBIDDEN");
        }
        Http.assertProblem(http.post(one + "/settlement", TestTokens.districtAdmin(), CONFIRMED), 403, "FORBIDDEN");
        Http.assertProblem(http.post(one + "/settlement", TestTokens.bearer(Map.of("roles", List.of("SUPERVISOR"))), CONFIRMED),
                403,
                "OFFICE_REQUIRED");
        assertThat(http.get(one, TestTokens.districtAdmin())).hasStatusOk();
        assertThat(http.tester().get().uri(FLAGS).exchange()).hasStatus(401);
    }

    @Test
    void refusesWhatFitsNothing() {
        absent(3);
        String settlement = FLAGS + "/" + awaitFlag("OPEN", 3).path("flagId").stringValue() + "/settlement";
        MvcTestResult empty = http.post(settlement, SUPERVISOR, "{}");
        Http.assertInvalid(empty, "verdict", "REQUIRED");
        Http.assertInvalid(empty, "reason", "REQUIRED");
        Http.assertInvalid(http.post(settlement, SUPERVISOR, "{\"verdict\":\"CONFIRMED\",\"reason\":\" \"}"), "reason",
                "REQUIRED");
        assertThat(http.post(settlement, SUPERVISOR, "{\"verdict\":\"PERHAPS\",\"reason\":\"x\"}")).hasStatus(400);
        Http.assertProblem(http.post(settlement, SUPERVISOR, "If-Match", "\"9\"", CONFIRMED), 412, "STALE_VERSION");
        Http.assertProblem(http.get(FLAGS + "/none", SUPERVISOR), 404, "NOT_FOUND");
        Http.assertProblem(http.post(FLAGS + "/none/settlement", SUPERVISOR, CONFIRMED), 404, "NOT_FOUND");
        assertThat(http.post(settlement, SUPERVISOR, "If-Match", "\"1\"", CONFIRMED)).hasStatusOk();
    }

    private void absent(int times) {
        absent(member, times);
    }

    private void absent(String who, int times) {
        for (int i = 0; i < times; i++) {
            publisher.publish(1, new OrderAccepted("order-" + UUID.randomUUID(), community,
                    List.of(new ServiceResult(who, ServiceVerdict.ABSENT, 0)), List.of(), Instant.now()));
        }
    }

    private JsonNode awaitFlag(String status, int items) {
        return await().atMost(Duration.ofSeconds(60)).until(
                () -> items(FLAGS + "?communityId=" + community + "&status=" + status).stream()
                        .filter(flag -> flag.path("evidence").path("total").asInt() == items).findFirst(),
                Optional::isPresent).orElseThrow();
    }

    private List<JsonNode> items(String uri) {
        return List.copyOf(Http.json(http.get(uri, SUPERVISOR)).path("items").values());
    }
}
