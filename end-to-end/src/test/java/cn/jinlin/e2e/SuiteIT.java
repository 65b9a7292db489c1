package cn.jinlin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** One suite of real processes, from its first start through a power cut to its orderly end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteIT {
    private static final String SHUANGLE = "/api/v1/communities/350211102006";

    private static RunningSuite suite;
    private static Caller caller;
    private static String district;

    @BeforeAll
    static void start() throws Exception {
        suite = RunningSuite.start();
        caller = new Caller(suite.gateway());
        district = caller.token("{\"roles\":[\"DISTRICT_ADMIN\"]}");
    }

    @AfterAll
    static void stop() throws Exception {
        caller.close();
        suite.close();
    }

    private static void plays() throws IOException, InterruptedException {
        RunningSuite.Ended demo = suite.jinlin("demo");
        assertThat(demo.code()).as(demo.output()).isZero();
    }

    private static int verifiedMinutes() throws IOException, InterruptedException {
        for (JsonNode item : caller.call("GET", "/api/v1/coverage", district, null, null).json().path("items")) {
            if (item.path("communityId").asString().equals("350211102006")) {
                return item.path("verifiedMinutes").asInt();
            }
        }
        throw new AssertionError("no coverage of 双乐社区");
    }

    @Test
    @Order(1)
    void theDemoHoldsInEveryStepAndCanBePlayedAgain() throws Exception {
        plays();
        int once = verifiedMinutes();
        assertThat(once).isPositive();
        plays();
        assertThat(verifiedMinutes()).isGreaterThan(once);
    }

    @Test
    @Order(2)
    void supportMovesPeopleToWhereTheyAreShortUntilItEnds() throws Exception {
        new Support(caller, district).play();
    }

    @Test
    @Order(2)
    void everybodyMayReadTheBoardAndARebuildShowsTheSame() throws Exception {
        JsonNode before = settledBoard();
        assertThat(before.path("items").size()).isEqualTo(73);
        assertThat(caller.call("GET", "/api/v1/coverage/history", null, null, null).json().path("items").size()).isPositive();
        RunningSuite.Ended rebuild = suite.jinlin("rebuild-coverage");
        assertThat(rebuild.code()).as(rebuild.output()).isZero();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(caller.call("GET", "/api/v1/coverage", null, null, null).json()).isEqualTo(before));
    }

    /** What the board shows once nothing has changed for a second. */
    private static JsonNode settledBoard() {
        JsonNode[] last = new JsonNode[1];
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            JsonNode before = last[0];
            last[0] = caller.call("GET", "/api/v1/coverage", null, null, null).json();
            return last[0].equals(before);
        });
        return last[0];
    }

    @Test
    @Order(2)
    void aTypeScriptClientMadeFromTheDocumentPlaysTheFlow() throws Exception {
        Optional<String> missing = NodeTools.missing();
        assumeTrue(missing.isEmpty(), missing::toString);
        NodeTools.Ended built = NodeTools.run("build");
        assertThat(built.code()).as(built.output()).isZero();
        NodeTools.Ended played = NodeTools.run("play", "--", suite.gateway());
        assertThat(played.code()).as(played.output()).isZero();
        assertThat(played.output()).contains("played the whole flow");
    }

    @Test
    @Order(2)
    void statusNamesEveryProcess() throws Exception {
        assertThat(suite.status()).extracting(row -> row.path("name").asString()).contains("embedded", "registration", "request",
                "supervision", "gateway");
        assertThat(suite.status()).allSatisfy(row -> {
            assertThat(row.path("pid").asLong()).isPositive();
            assertThat(row.path("rssMb").asInt()).isPositive();
        });
    }

    @Test
    @Order(3)
    void everyRequestOfTheDocumentsHolds() throws Exception {
        RequestFiles files = new RequestFiles(caller, suite.gateway()).with("beginsIn", "30");
        for (Path file : RequestFiles.in(RunningSuite.home().resolve("docs").resolve("http"))) {
            files.run(file);
        }
    }

    /** A call of each service that any caller with the district's token may make. */
    private static final Map<String, String> CALLS = Map.of("registration", SHUANGLE, "request",
            "/api/v1/orders?communityId=350211102006",
            "supervision", "/api/v1/coverage");

    @Test
    @Order(4)
    void aServiceThatIsStoppedOrKilledIsToldInWordsAndComesBack() throws Exception {
        for (String signal : List.of("STOP", "KILL")) {
            for (String service : CALLS.keySet()) {
                suite.signal(signal, service);
            }
            List<CompletableFuture<Caller.Answer>> answers = CALLS.values().stream().map(SuiteIT::later).toList();
            for (CompletableFuture<Caller.Answer> answer : answers) {
                assertAway(answer.get());
            }
            if (signal.equals("STOP")) {
                for (String service : CALLS.keySet()) {
                    suite.signal("CONT", service);
                }
            }
            for (String call : CALLS.values()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    Caller.Answer answer = caller.call("GET", call, district, null, null);
                    if (answer.status() != 200) {
                        assertAway(answer);
                    }
                    return answer.status() == 200;
                });
            }
        }
    }

    private static CompletableFuture<Caller.Answer> later(String call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return caller.call("GET", call, district, null, null);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static void assertAway(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(503, 504);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString()).isNotBlank();
        assertThat(answer.retryAfter()).as(answer.body()).isPositive();
    }

    @Test
    @Order(5)
    void noCallWithBadInputIsAnsweredWithAFault() throws Exception {
        String officer = caller.token("{\"roles\":[\"COMMUNITY_OFFICER\"],\"communityIds\":[\"350211102006\"]}");
        String member = caller.token("{\"roles\":[\"MEMBER\"],\"memberId\":\"0197a002-0000-7000-8000-000000000002\"}");
        List<String> paths = List.of("/api/v1/units", "/api/v1/members", "/api/v1/orders", "/api/v1/inspections",
                "/api/v1/orders/nobody/claims", "/api/v1/orders/nobody/acceptance", "/api/v1/orders/nobody/credits",
                "/api/v1/members/nobody/registrations/residence/decision");
        List<String> bodies = List.of("", "{", "[]", "null", "\"text\"", "7", "{\"unknown\":1}", "{\"name\":[]}",
                "{\"name\":{\"$gt\":\"\"}}",
                "{\"title\":\"\\u0000\"}", "{\"capacity\":{\"min\":1e999,\"max\":-1}}", "{\"startsAt\":\"yesterday\"}",
                "{\"communityId\":\"\\ud800\"}", "{\"a\":".repeat(2_000), "[".repeat(5_000),
                "{\"name\":\"" + "长".repeat(200_000) + "\"}");
        for (String path : paths) {
            for (String token : List.of(district, officer, member)) {
                for (String body : bodies) {
                    Caller.Answer answer = caller.call("POST", path, token, "application/json", body);
                    assertThat(answer.status()).as("%s %.40s → %s", path, body, answer.body()).isBetween(400, 499)
                            .isNotEqualTo(429);
                    assertThat(answer.contentType()).as("%s %.40s", path, body).startsWith("application/problem+json");
                    assertThat(answer.json().path("code").asString()).isNotBlank();
                    assertThat(answer.body()).doesNotContain("Exception", "cn.jinlin", "tools.jackson", "org.spring");
                }
            }
        }
    }

    @Test
    @Order(6)
    void rolesTokensPathsAndTypesAreRefusedByName() throws Exception {
        String member = caller.token("{\"roles\":[\"MEMBER\"],\"memberId\":\"0197a002-0000-7000-8000-000000000002\"}");
        assertThat(caller.call("GET", SHUANGLE, null, null, null).status()).isEqualTo(401);
        assertThat(caller.call("GET", SHUANGLE, member + "x", null, null).status()).isEqualTo(401);
        assertThat(caller.call("PUT", SHUANGLE, member, "application/json", "{}").status()).isEqualTo(403);
        assertThat(caller.call("GET", "/api/v1/communities/350211999999", district, null, null).status()).isEqualTo(404);
        assertThat(caller.call("GET", "/api/v1/nothing", district, null, null).status()).isEqualTo(404);
        assertThat(caller.call("DELETE", SHUANGLE, district, null, null).status()).isEqualTo(405);
        assertThat(caller.call("POST", "/api/v1/units", district, "text/plain", "name=x").status()).isEqualTo(415);
        assertThat(caller.call("GET", "/api/v1/communities?limit=many", district, null, null).status()).isEqualTo(400);
        assertThat(
                caller.call("POST", "/api/v1/units", district, "application/json", "{\"name\":\"" + "x".repeat(1 << 21) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    @Order(7)
    void aPowerCutLosesNothingThatWasAnswered() throws Exception {
        int minutes = verifiedMinutes();
        String unit = caller.call("POST", "/api/v1/units", district, "application/json",
                "{\"name\":\"断电前的单位\",\"kind\":\"GOVERNMENT\"}").json().path("unitId").asString();
        assertThat(unit).isNotBlank();
        suite.killEverythingAndStartAgain();
        assertThat(caller.call("GET", "/api/v1/units/" + unit, district, null, null).status()).isEqualTo(200);
        assertThat(caller.call("GET", SHUANGLE, district, null, null).status()).isEqualTo(200);
        assertThat(verifiedMinutes()).isEqualTo(minutes);
        plays();
    }

    @Test
    @Order(8)
    void noLogHoldsAStackTrace() throws IOException {
        try (Stream<Path> logs = Files.list(suite.logs())) {
            for (Path log : logs.toList()) {
                assertThat(Files.readAllLines(log)).as(log.getFileName().toString()).noneMatch(line -> line.startsWith("\tat "));
            }
        }
    }

    @Test
    @Order(9)
    void downEndsEveryProcess() throws Exception {
        List<ProcessHandle> all = suite.status().stream().map(row -> ProcessHandle.of(row.path("pid").asLong()).orElseThrow())
                .toList();
        assertThat(suite.jinlin("down").code()).isZero();
        await().atMost(Duration.ofSeconds(60)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(suite.jinlin("status").code()).isEqualTo(3);
    }
}
