package cn.jinlin.supervision.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.district.RandomDistrict.Told;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole way: broker, copier, the platform's topic, the feed, its clients. */
@EnginesTest
class FeedApiTest {
    private static final String EVENTS = "/api/v1/platform/events";
    private static final String CITY = TestTokens.platform("city");
    private static final String OTHER = TestTokens.platform("other");

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;
    @Autowired
    KafkaListenerEndpointRegistry listeners;
    @Autowired
    KafkaAdmin admin;

    private final String order = "order-" + UUID.randomUUID();

    @Test
    void tellsAClientWhatBecameOfAnOrderAsCloudEvents() {
        publish(told(1, OrderStatus.OPEN, "OFFICER"), new Told(id(), 2, FeedEvents.accepted(order)),
                told(3, OrderStatus.ACCEPTED, "OFFICER"));
        List<JsonNode> items = awaitEvents(CITY, 3);
        assertThat(items).extracting(item -> item.path("type").stringValue()).containsExactly("public-order.changed.v1",
                "public-order.accepted.v1", "public-order.changed.v1");
        JsonNode first = items.getFirst();
        assertThat(first.path("specversion").stringValue()).isEqualTo("1.0");
        assertThat(first.path("source").stringValue()).isEqualTo("/jinlin/supervision-service");
        assertThat(first.path("subject").stringValue()).isEqualTo(order);
        assertThat(first.path("datacontenttype").stringValue()).isEqualTo("application/json");
        assertThat(Instant.parse(first.path("time").stringValue())).isBeforeOrEqualTo(Instant.now());
        assertThat(first.path("sequence").stringValue()).matches("[0-9]+");
        assertThat(first.path("data").path("status").stringValue()).isEqualTo("OPEN");
        assertThat(first.path("data").has("offers")).isFalse();
        assertThat(items.get(1).path("data").path("minutes").intValue()).isEqualTo(105);
    }

    @Test
    void showsADraftToItsPosterAndToNobodyElse() {
        publish(told(1, OrderStatus.DRAFT, "PLATFORM:city"), told(2, OrderStatus.OPEN, "PLATFORM:city"));
        assertThat(awaitEvents(CITY, 2)).extracting(item -> item.path("data").path("status").stringValue())
                .containsExactly("DRAFT", "OPEN");
        assertThat(ofThisOrder(OTHER)).extracting(item -> item.path("data").path("status").stringValue()).containsExactly("OPEN");
    }

    @Test
    void readsOnPageByPageFromTheCursorOfTheLast() {
        String community = "3502119" + String.format("%05d", Math.floorMod(order.hashCode(), 100_000));
        for (int version = 1; version <= 5; version++) {
            publisher.publish(version,
                    new CommunityChanged(community, "第" + version, "350211999", "某街道", Optional.empty(), List.of()));
        }
        String filtered = EVENTS + "?type=public-community.changed.v1&communityId=" + community;
        await().atMost(Duration.ofSeconds(60)).until(() -> all(filtered, CITY).size() == 5);
        assertThat(all(filtered, CITY)).extracting(item -> item.path("aggregateversion").stringValue()).containsExactly("1", "2",
                "3",
                "4", "5");
        String last = all(filtered, CITY).getLast().path("sequence").stringValue();
        JsonNode end = Http.json(http.get(filtered + "&after=" + last, CITY));
        assertThat(end.path("items")).isEmpty();
        assertThat(end.path("next").stringValue()).isEqualTo(last);
    }

    @Test
    void givesABareBatchWhereThatIsAskedFor() {
        publish(told(1, OrderStatus.OPEN, "OFFICER"));
        awaitEvents(CITY, 1);
        MvcTestResult batch = http.tester().get().uri(EVENTS + "?limit=1").header("Authorization", CITY)
                .header("Accept", "application/cloudevents-batch+json").exchange();
        assertThat(batch).hasStatusOk().hasContentTypeCompatibleWith("application/cloudevents-batch+json");
        assertThat(Http.json(batch)).hasSize(1);
        assertThat(batch.getResponse().getHeader("Link"))
                .isEqualTo("</api/v1/platform/events?after=" + Http.json(batch).path(0).path("sequence").stringValue()
                        + ">; rel=\"next\"");
    }

    @Test
    void waitsForNewsAndAnswersOnceThereIsSome() throws Exception {
        publish(told(1, OrderStatus.OPEN, "OFFICER"));
        String from = awaitEvents(CITY, 1).getLast().path("sequence").stringValue();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(
                    () -> Http.json(http.get(EVENTS + "?wait=10&type=public-order.changed.v1&after=" + from, CITY)), clients);
            publish(told(2, OrderStatus.CANCELLED, "OFFICER"));
            assertThat(answer.get().path("items")).isNotEmpty();
        }
        String end = all(EVENTS, CITY).getLast().path("sequence").stringValue();
        assertThat(Http.json(http.get(EVENTS + "?wait=1&after=" + end, CITY)).path("items")).isEmpty();
    }

    /** The copier dies after it sent and before that was noted, and starts again some way back; old events come once more. */
    @Test
    void losesAndRepeatsNothingWhenItsListenersStartAgain() throws Exception {
        List<Told> story = new ArrayList<>();
        for (int version = 1; version <= 30; version++) {
            story.add(told(version, OrderStatus.OPEN, "OFFICER"));
        }
        publisher.publish(story.subList(0, 20));
        awaitEvents(CITY, 20);
        List<MessageListenerContainer> theirs = Stream
                .of("publication-requests", "publication-registrations", "publication-supervision", "feed")
                .map(id -> Objects.requireNonNull(listeners.getListenerContainer(id))).toList();
        theirs.forEach(MessageListenerContainer::stop);
        try {
            rewind("supervision-service-publication", 10);
            rewind("supervision-service-feed", 15);
            List<Told> again = new ArrayList<>(story.subList(5, 15));
            Collections.shuffle(again, new java.util.Random(7));
            publisher.publish(again);
            publisher.publish(story.subList(20, 30));
        } finally {
            theirs.forEach(MessageListenerContainer::start);
        }
        assertThat(awaitEvents(CITY, 30)).extracting(item -> Long.parseLong(item.path("aggregateversion").stringValue()))
                .containsExactlyElementsOf(story.stream().map(Told::version).toList());
    }

    @Test
    void isForPlatformClientsAlone() {
        for (String token : List.of(TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"),
                TestTokens.officer(FeedEvents.COMMUNITY), TestTokens.liaison("unit-1"), TestTokens.member("member-1"),
                TestTokens.bearer(Map.of("roles", List.of("PLATFORM"))))) {
            Http.assertProblem(http.get(EVENTS + "?after=nonsense", token), 403, "FORBIDDEN");
        }
        assertThat(http.tester().get().uri(EVENTS).exchange()).hasStatus(401);
    }

    @Test
    void refusesWhatFitsNothing() {
        Http.assertInvalid(http.get(EVENTS + "?after=-1", CITY), "after", "MALFORMED");
        Http.assertInvalid(http.get(EVENTS + "?after=9999999999999999999", CITY), "after", "MALFORMED");
        Http.assertInvalid(http.get(EVENTS + "?wait=11", CITY), "wait", "OUT_OF_RANGE");
        Http.assertInvalid(http.get(EVENTS + "?wait=soon", CITY), "wait", "WRONG_TYPE");
        Http.assertInvalid(http.get(EVENTS + "?limit=201", CITY), "limit", "OUT_OF_RANGE");
        Http.assertInvalid(http.get(EVENTS + "?limit=1" + manyTypes(), CITY), "type", "TOO_MANY");
        Http.assertProblem(http.post(EVENTS, CITY, "{}"), 405, "METHOD_NOT_ALLOWED");
    }

    private static String manyTypes() {
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            types.append("&type=t").append(i);
        }
        return types.toString();
    }

    private void publish(Told... events) {
        publisher.publish(List.of(events));
    }

    private Told told(long version, OrderStatus status, String source) {
        return new Told(order + "-" + version, version, FeedEvents.order(order, status, source));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private List<JsonNode> awaitEvents(String token, int many) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(ofThisOrder(token)).hasSize(many));
        return ofThisOrder(token);
    }

    private List<JsonNode> ofThisOrder(String token) {
        return all(EVENTS, token).stream().filter(item -> item.path("subject").stringValue().equals(order))
                .toList();
    }

    private List<JsonNode> all(String uri, String token) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = Http.json(http.get(uri + (uri.contains("?") ? "&" : "?") + "limit=200" + after, token));
            page.path("items").forEach(all::add);
            after = "&after=" + page.path("next").stringValue("");
        } while (!page.path("items").isEmpty());
        return all;
    }

    private void rewind(String group, long by) throws Exception {
        try (Admin client = Admin.create(new HashMap<>(admin.getConfigurationProperties()))) {
            Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
            client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().forEach((partition, at) -> {
                if (partition.topic().equals(RequestEvent.TOPIC) || partition.topic().equals(PlatformEvent.TOPIC)) {
                    back.put(partition, new OffsetAndMetadata(Math.max(0, at.offset() - by)));
                }
            });
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .until(() -> client.alterConsumerGroupOffsets(group, back).all().get() == null);
        }
    }
}
