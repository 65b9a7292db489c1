package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.TickingClock;
import cn.jinlin.supervision.courier.Courier;
import cn.jinlin.supervision.courier.CourierFixture;
import cn.jinlin.supervision.courier.Receiver;
import cn.jinlin.supervision.feed.FeedFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Receivers that fail, hang, redirect and flood, on real connections and with a clock that the test moves. */
@EnginesTest
class DeliveryDeskTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final String CLIENT = "city";
    private static final WebhookProperties USUAL = new WebhookProperties(Duration.ofSeconds(10), Duration.ofHours(6),
            Duration.ofDays(3), 32, 20, Duration.ofSeconds(20), 20, Duration.ofHours(24), Duration.ofDays(14),
            Duration.ofDays(90));

    @Autowired
    MongoClient engines;
    @Autowired
    FieldCipher cipher;

    private final TickingClock clock = new TickingClock(NOW);
    private final Courier courier = CourierFixture.toLoopback(Duration.ofSeconds(2));
    private Subscriptions subscriptions;
    private Deliveries deliveries;
    private FeedFixture feed;
    private WebhookDesk webhooks;
    private DeliveryDesk desk;

    @BeforeEach
    void open() {
        MongoDatabase database = engines.getDatabase("webhooks-" + UUID.randomUUID());
        Store store = Stores.on(database, clock);
        subscriptions = new Subscriptions(store);
        deliveries = new Deliveries(database);
        feed = new FeedFixture(store);
        webhooks = new WebhookDesk(subscriptions, deliveries, feed.desk(), courier, cipher, USUAL, clock);
        desk = desk(courier);
    }

    private DeliveryDesk desk(Courier with) {
        return new DeliveryDesk(subscriptions, deliveries, feed.desk(), with, new Signer(), cipher, USUAL, clock);
    }

    @AfterEach
    void close() throws Exception {
        courier.destroy();
    }

    @Test
    void bringsEachEventInOrderAndSigned() {
        try (Receiver receiver = Receiver.that(Receiver.answers(204))) {
            String id = subscribe(receiver);
            publish("order-", 30);
            serveAll();
            assertThat(subjects(receiver)).isEqualTo(IntStream.range(0, 30).mapToObj(i -> "order-" + i).toList());
            Receiver.Message first = receiver.messages().getFirst();
            JsonNode event = JsonMapper.shared().readTree(first.body());
            assertThat(event.path("specversion").stringValue()).isEqualTo("1.0");
            assertThat(event.path("type").stringValue()).isEqualTo("public-order.changed.v1");
            assertThat(first.headers()).containsEntry("content-type", "application/cloudevents+json").containsEntry("webhook-id",
                    "order-0");
            assertThat(first.headers()).containsAllEntriesOf(
                    new Signer().headers("order-0", NOW, first.body().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            List.of(webhooks.secret(get(id)))));
            assertThat(listed(id, Delivery.State.DELIVERED)).hasSize(30);
        }
    }

    @Test
    void keepsTheOrderThroughADayOf500() {
        try (Receiver receiver = Receiver.that(Receiver.answers(500))) {
            String id = subscribe(receiver);
            publish("order-", 5);
            for (int hour = 0; hour < 24; hour++) {
                serveAll();
                clock.advance(Duration.ofHours(1));
            }
            assertThat(subjects(receiver)).containsOnly("order-0").hasSizeBetween(8, 24);
            assertThat(listed(id, Delivery.State.WAITING)).singleElement().satisfies(listed -> {
                assertThat(listed.delivery().answer()).contains(500);
                assertThat(listed.attempts()).isEqualTo(receiver.messages().size());
            });
            receiver.now(Receiver.answers(200));
            receiver.messages().clear();
            clock.advance(Duration.ofHours(6));
            serveAll();
            assertThat(subjects(receiver)).containsExactly("order-0", "order-1", "order-2", "order-3", "order-4");
            assertThat(get(id).progress().attempts()).isZero();
            assertThat(listed(id, Delivery.State.DEAD)).isEmpty();
        }
    }

    @Test
    void givesUpAfterDaysAndReplaysFromACursor() {
        try (Receiver receiver = Receiver.that(Receiver.answers(503))) {
            String id = subscribe(receiver);
            publish("old-", 3);
            serveAll();
            clock.advance(Duration.ofDays(2));
            publish("new-", 2);
            clock.advance(Duration.ofHours(25));
            serveAll();
            assertThat(listed(id, Delivery.State.DEAD)).extracting(each -> each.delivery().eventId()).containsExactly("old-2",
                    "old-1", "old-0");
            receiver.now(Receiver.answers(200));
            receiver.messages().clear();
            clock.advance(Duration.ofHours(6));
            serveAll();
            assertThat(subjects(receiver)).containsExactly("new-0", "new-1");
            receiver.messages().clear();
            webhooks.replay(CLIENT, id, Optional.of(0L), key(), _ -> {});
            serveAll();
            assertThat(subjects(receiver)).containsExactly("old-1", "old-2", "new-0", "new-1");
            assertThat(listed(id, Delivery.State.DEAD)).extracting(each -> each.delivery().eventId()).containsExactly("old-0");
        }
    }

    @Test
    void aRedirectIsAFailureAndLeadsNowhere() {
        try (Receiver other = Receiver.that(Receiver.answers(200));
                Receiver receiver = Receiver.that(Receiver.answers(302, "Location: " + other.url()))) {
            String id = subscribe(receiver);
            publish("order-", 1);
            serveAll();
            assertThat(other.messages()).isEmpty();
            assertThat(get(id).progress().lastError()).contains("answered 302");
        }
    }

    @Test
    void aReceiverThatSendsGigabytesTookWhatItAnswered200To() {
        try (Receiver receiver = Receiver.that(Receiver.hangs())) {
            receiver.now(receiver.floods());
            String id = subscribe(receiver);
            publish("order-", 2);
            serveAll();
            assertThat(listed(id, Delivery.State.DELIVERED)).hasSize(2);
            assertThat(receiver.sent()).isLessThan(128L << 20);
        }
    }

    @Test
    void aReceiverThatHangsFailsByTheDeadline() {
        try (Receiver receiver = Receiver.that(Receiver.hangs())) {
            String id = subscribe(receiver);
            publish("order-", 2);
            serveAll();
            assertThat(get(id).progress().lastError()).contains("no answer in time");
            assertThat(receiver.messages()).hasSize(1);
        }
    }

    @Test
    void oneThatHangsHoldsUpNobodyElse() throws Exception {
        Courier patient = CourierFixture.toLoopback(Duration.ofMinutes(5));
        Dispatching dispatching = new Dispatching(desk(patient), USUAL);
        try (Receiver slow = Receiver.that(Receiver.hangs()); Receiver quick = Receiver.that(Receiver.answers(200))) {
            String held = subscribe(slow);
            subscribe(quick);
            publish("order-", 45);
            dispatching.start();
            await().atMost(Duration.ofSeconds(50)).until(() -> quick.messages().size() == 45 && !slow.messages().isEmpty());
            assertThat(slow.messages()).hasSize(1);
            assertThat(get(held).progress().lastError()).as("the call still hangs").isEmpty();
            assertThat(subjects(quick)).isEqualTo(IntStream.range(0, 45).mapToObj(i -> "order-" + i).toList());
        } finally {
            dispatching.stop();
            patient.destroy();
        }
    }

    @Test
    void aBreakerKeepsFromTryingWhatFailsTooOften() {
        try (Receiver receiver = Receiver.that(Receiver.answers(500))) {
            String id = subscribe(receiver);
            publish("order-", 1);
            for (int i = 0; i < 5; i++) {
                serveAll();
                webhooks.replay(CLIENT, id, Optional.empty(), key(), _ -> {});
            }
            assertThat(desk.breaker(id)).isEqualTo("OPEN");
            serveAll();
            assertThat(receiver.messages()).hasSize(5);
            receiver.now(Receiver.answers(200));
            clock.advance(Duration.ofSeconds(31));
            serveAll();
            assertThat(receiver.messages()).hasSize(6);
            assertThat(desk.breaker(id)).isEqualTo("CLOSED");
        }
    }

    @Test
    void onlyOneOfManyServesATurn() throws Exception {
        try (Receiver receiver = Receiver.that(Receiver.answers(200))) {
            String id = subscribe(receiver);
            publish("order-", 10);
            List<Thread> instances = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                instances.add(Thread.ofVirtual().start(() -> desk.serve(id)));
            }
            for (Thread instance : instances) {
                instance.join();
            }
            assertThat(subjects(receiver)).isEqualTo(IntStream.range(0, 10).mapToObj(i -> "order-" + i).toList());
        }
    }

    @Test
    void bringsOnlyWhatWasAskedForAndNothingWhilePaused() {
        try (Receiver receiver = Receiver.that(Receiver.answers(200))) {
            String id = webhooks.subscribe(CLIENT,
                    new WebhookDesk.Wish(receiver.url(), List.of("public-order.accepted.v1"), List.of(), Optional.empty()),
                    key()).state().about().subscriptionId();
            String paused = subscribe(receiver);
            webhooks.pause(CLIENT, paused, key(), _ -> {});
            publish("order-", 3);
            serveAll();
            assertThat(receiver.messages()).isEmpty();
            assertThat(get(id).progress().position()).isEqualTo(2);
            assertThat(desk.due(10)).isEmpty();
            webhooks.resume(CLIENT, paused, key(), _ -> {});
            serveAll();
            assertThat(receiver.messages()).hasSize(3);
        }
    }

    @Test
    void forgetsOldDeliveries() {
        try (Receiver receiver = Receiver.that(Receiver.answers(200))) {
            String id = subscribe(receiver);
            publish("order-", 3);
            serveAll();
            clock.advance(Duration.ofDays(13));
            desk.sweep();
            assertThat(listed(id, Delivery.State.DELIVERED)).hasSize(3);
            clock.advance(Duration.ofDays(2));
            desk.sweep();
            assertThat(listed(id, Delivery.State.DELIVERED)).isEmpty();
        }
    }

    private String subscribe(Receiver receiver) {
        return webhooks.subscribe(CLIENT, new WebhookDesk.Wish(receiver.url(), List.of(), List.of(), Optional.empty()), key())
                .state()
                .about().subscriptionId();
    }

    private static RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(UUID.randomUUID().toString()));
    }

    private void publish(String prefix, int many) {
        for (int i = 0; i < many; i++) {
            feed.publish(prefix + i, clock.instant());
        }
    }

    /** Serves whoever is due until nobody is. */
    private void serveAll() {
        for (List<String> due = desk.due(100); !due.isEmpty(); due = desk.due(100)) {
            due.forEach(desk::serve);
        }
    }

    private Subscription get(String id) {
        return webhooks.get(CLIENT, id).state();
    }

    private List<Deliveries.Listed> listed(String id, Delivery.State state) {
        return webhooks.deliveries(id, Optional.of(state), Optional.empty(), 200);
    }

    private static List<String> subjects(Receiver receiver) {
        return receiver.messages().stream()
                .map(message -> JsonMapper.shared().readTree(message.body()).path("subject").stringValue()).toList();
    }
}
