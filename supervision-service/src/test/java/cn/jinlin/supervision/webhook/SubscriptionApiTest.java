package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.courier.Receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole way from an event to the receiver, and every call of its owner. */
@EnginesTest
class SubscriptionApiTest {
    private static final String SUBSCRIPTIONS = "/api/v1/platform/subscriptions";

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    private final String client = "client-" + UUID.randomUUID();
    private final String owner = TestTokens.platform(client);
    private final String community = "35021133" + String.format("%04d", Math.floorMod(client.hashCode(), 10_000));

    @Test
    void bringsWhatHappensToItsReceiverAndKeepsItsSecret() {
        try (Receiver receiver = Receiver.that(Receiver.answers(200))) {
            MvcTestResult made = http.post(SUBSCRIPTIONS, owner,
                    "{\"url\":\"%s\",\"types\":[\"public-community.changed.v1\"],\"communityIds\":[\"%s\"]}"
                            .formatted(receiver.url(), community));
            assertThat(made).hasStatus(201);
            String uri = String.valueOf(made.getResponse().getHeader("Location"));
            assertThat(Http.json(made).path("secret").stringValue()).startsWith("whsec_");
            assertThat(Http.json(http.get(uri, owner)).toString()).doesNotContain("whsec_", "secret");
            told(1);
            told(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.messages().size() == 2);
            assertThat(receiver.messages().getFirst().body()).contains(community);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode deliveries = Http.json(http.get(uri + "/deliveries?state=DELIVERED", owner)).path("items");
                assertThat(deliveries).hasSize(2);
                assertThat(deliveries.path(0).path("answer").asInt()).isEqualTo(200);
            });
            JsonNode page = Http.json(http.get(uri + "/deliveries?limit=1", owner));
            assertThat(page.path("items")).hasSize(1);
            assertThat(Http.json(http.get(uri + "/deliveries?limit=1&cursor=" + page.path("next").stringValue(), owner))
                    .path("items"))
                    .hasSize(1).isNotEqualTo(page.path("items"));
            assertThat(http.post(uri + "/replay", owner, "{}")).hasStatusOk();
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.messages().size() == 4);
        }
    }

    @Test
    void isPausedResumedRotatedAndDeleted() {
        String uri = subscribed();
        String first = Http.json(http.post(uri + "/secret", owner, "")).path("secret").stringValue();
        assertThat(Http.json(http.post(uri + "/secret", owner, "")).path("secret").stringValue()).startsWith("whsec_")
                .isNotEqualTo(first);
        assertThat(Http.json(http.post(uri + "/pause", owner, "")).path("status").stringValue()).isEqualTo("PAUSED");
        Http.assertProblem(http.post(uri + "/pause", owner, ""), 409, "SUBSCRIPTION_PAUSED");
        assertThat(Http.json(http.post(uri + "/resumption", owner, "")).path("status").stringValue()).isEqualTo("ACTIVE");
        Http.assertProblem(http.post(uri + "/resumption", owner, ""), 409, "SUBSCRIPTION_NOT_PAUSED");
        Http.assertProblem(http.post(uri + "/pause", owner, "If-Match", "\"99\"", ""), 412, "STALE_VERSION");
        assertThat(Http.json(http.get(SUBSCRIPTIONS, owner)).path("items")).hasSize(1);
        assertThat(delete(uri, owner)).hasStatus(204);
        assertThat(Http.json(http.get(SUBSCRIPTIONS, owner)).path("items")).isEmpty();
        for (String tail : List.of("", "/deliveries")) {
            Http.assertProblem(http.get(uri + tail, owner), 404, "NOT_FOUND");
        }
        for (String tail : List.of("/pause", "/resumption", "/secret", "/replay")) {
            Http.assertProblem(http.post(uri + tail, owner, "{}"), 404, "NOT_FOUND");
        }
        assertThat(delete(uri, owner)).hasStatus(404);
    }

    @Test
    void anotherClientKnowsNothingOfIt() {
        String uri = subscribed();
        String other = TestTokens.platform("other-" + client);
        assertThat(Http.json(http.get(SUBSCRIPTIONS, other)).path("items")).isEmpty();
        Http.assertProblem(http.get(uri, other), 404, "NOT_FOUND");
        Http.assertProblem(http.get(uri + "/deliveries", other), 404, "NOT_FOUND");
        assertThat(delete(uri, other)).hasStatus(404);
        for (String tail : List.of("/pause", "/resumption", "/secret", "/replay")) {
            Http.assertProblem(http.post(uri + tail, other, "nonsense"), 404, "NOT_FOUND");
        }
        assertThat(http.get(uri, owner)).hasStatusOk();
    }

    @Test
    void isForPlatformClientsAlone() {
        String uri = subscribed();
        for (String token : List.of(TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"),
                TestTokens.officer(community),
                TestTokens.liaison("unit-1"), TestTokens.member("member-1"),
                TestTokens.bearer(Map.of("roles", List.of("PLATFORM"))))) {
            Http.assertProblem(http.post(SUBSCRIPTIONS, token, "nonsense"), 403, "FORBIDDEN");
            Http.assertProblem(http.get(SUBSCRIPTIONS, token), 403, "FORBIDDEN");
            Http.assertProblem(http.get(uri, token), 403, "FORBIDDEN");
            Http.assertProblem(http.get(uri + "/deliveries", token), 403, "FORBIDDEN");
            assertThat(delete(uri, token)).hasStatus(403);
            for (String tail : List.of("/pause", "/resumption", "/secret", "/replay")) {
                Http.assertProblem(http.post(uri + tail, token, "nonsense"), 403, "FORBIDDEN");
            }
        }
        assertThat(http.tester().get().uri(SUBSCRIPTIONS).exchange()).hasStatus(401);
    }

    @Test
    void refusesWhatFitsNothing() {
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, "{}"), "url", "REQUIRED");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("ftp://1.1.1.1/hook", "")), "url", "HTTPS_REQUIRED");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("https://10.0.0.1/hook", "")), "url", "NOT_PUBLIC");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("https://169.254.169.254/latest", "")), "url", "NOT_PUBLIC");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("https://no-such-host.invalid/", "")), "url", "UNKNOWN_HOST");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("somewhere", "")), "url", "MALFORMED");
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", ",\"types\":[\"order.claimed.v1\"]")),
                "types",
                "NOT_ONE_OF");
        assertThat(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", ",\"communityIds\":[\"1\"]"))).hasStatus(400);
        assertThat(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", ",\"after\":\"-1\""))).hasStatus(400);
        Http.assertInvalid(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", ",\"after\":\"999999999999\"")), "after",
                "BEYOND_THE_END");
        String uri = subscribed();
        Http.assertInvalid(http.post(uri + "/replay", owner, "{\"after\":\"999999999999\"}"), "after", "BEYOND_THE_END");
        assertThat(http.get(uri + "/deliveries?state=LOST", owner)).hasStatus(400);
        Http.assertProblem(http.get(uri + "/deliveries?cursor=nonsense", owner), 400, "INVALID_CURSOR");
    }

    @Test
    void aClientHasSoManyAndNoMore() {
        for (int i = 0; i < 20; i++) {
            subscribed();
        }
        Http.assertProblem(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", "")), 409, "TOO_MANY_SUBSCRIPTIONS");
        JsonNode page = Http.json(http.get(SUBSCRIPTIONS + "?limit=15", owner));
        assertThat(page.path("items")).hasSize(15);
        assertThat(
                Http.json(http.get(SUBSCRIPTIONS + "?limit=15&cursor=" + page.path("next").stringValue(), owner)).path("items"))
                .hasSize(5);
        assertThat(delete(SUBSCRIPTIONS + "/" + page.at("/items/7/subscriptionId").stringValue(), owner)).hasStatus(204);
        MvcTestResult inItsPlace = http.post(SUBSCRIPTIONS, owner, "Idempotency-Key", "last", wanted("http://127.0.0.1:9/", ""));
        assertThat(inItsPlace).hasStatus(201);
        MvcTestResult again = http.post(SUBSCRIPTIONS, owner, "Idempotency-Key", "last", wanted("http://127.0.0.1:9/", ""));
        assertThat(Http.json(again)).isEqualTo(Http.json(inItsPlace));
        Http.assertProblem(http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", "")), 409, "TOO_MANY_SUBSCRIPTIONS");
    }

    @Test
    void ofManyMadeAtOnceNoMoreAreTakenThanThereArePlaces() throws Exception {
        List<Integer> answers;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> made = () -> http.post(SUBSCRIPTIONS, owner, wanted("http://127.0.0.1:9/", "")).getResponse()
                    .getStatus();
            answers = people.invokeAll(Collections.nCopies(30, made)).stream().map(Future::resultNow).toList();
        }
        assertThat(answers).containsOnly(201, 409).filteredOn(answer -> answer == 201).hasSize(20);
        assertThat(Http.json(http.get(SUBSCRIPTIONS + "?limit=200", owner)).path("items")).hasSize(20);
    }

    @Test
    void theSameRequestTwiceMakesOneAndShowsTheSameSecret() {
        String key = UUID.randomUUID().toString();
        MvcTestResult once = http.post(SUBSCRIPTIONS, owner, "Idempotency-Key", key, wanted("http://127.0.0.1:9/", ""));
        MvcTestResult twice = http.post(SUBSCRIPTIONS, owner, "Idempotency-Key", key, wanted("http://127.0.0.1:9/", ""));
        assertThat(once).hasStatus(201);
        assertThat(Http.json(twice).path("secret")).isEqualTo(Http.json(once).path("secret"));
        assertThat(Http.json(http.get(SUBSCRIPTIONS, owner)).path("items")).hasSize(1);
    }

    /** Nobody listens at its address. */
    private String subscribed() {
        MvcTestResult made = http.post(SUBSCRIPTIONS, owner,
                wanted("http://127.0.0.1:9/", ",\"communityIds\":[\"%s\"]".formatted(community)));
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private static String wanted(String url, String more) {
        return "{\"url\":\"%s\"%s}".formatted(url, more);
    }

    private void told(long version) {
        publisher.publish(version,
                new CommunityChanged(community, "第" + version, "350211330", "某街道", java.util.Optional.empty(), List.of()));
    }

    private MvcTestResult delete(String uri, String token) {
        return http.tester().delete().uri(uri).header("Authorization", token).exchange();
    }
}
