package cn.jinlin.kit.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.SeatsForTests;
import cn.jinlin.kit.store.Store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What the relay promises on every store and broker: late or twice perhaps, but in order and never not at all. */
abstract class RelayContract {
    private MongoClient client;
    private MongoDatabase database;
    private DefaultKafkaProducerFactory<String, byte[]> producers;
    private KafkaTemplate<String, byte[]> kafka;
    private String topic;
    private Clock clock = Clock.systemUTC();

    abstract String mongoUri();

    abstract String bootstrapServers();

    @BeforeEach
    void open() throws Exception {
        client = MongoClients.create(mongoUri());
        database = client.getDatabase("relay-" + UUID.randomUUID());
        topic = "relay-" + UUID.randomUUID();
        producers = new DefaultKafkaProducerFactory<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class, ProducerConfig.MAX_BLOCK_MS_CONFIG,
                2_000));
        kafka = new KafkaTemplate<>(producers);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        producers.destroy();
        database.drop();
        client.close();
    }

    private Relay relay() {
        return relay(FaultHook.NONE);
    }

    private Relay relay(FaultHook faults) {
        return new Relay(kafka, clock, "/jinlin/test", faults);
    }

    private SeatsForTests seats(Relay relay) {
        return new SeatsForTests(new Store(database, Clock.systemUTC(), relay, new Store.Settings(Duration.ofSeconds(10), 5_000)),
                topic);
    }

    private MongoCollection<Document> documents() {
        return database.getCollection(SeatsForTests.COLLECTION);
    }

    private Document document(String id) {
        return documents().find(Filters.eq("_id", id)).first();
    }

    private boolean isSent(String id) {
        Document document = document(id);
        return document.getList("outbox", Document.class).isEmpty() && !document.containsKey("pendingSince");
    }

    private List<ConsumerRecord<String, byte[]>> records(Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(), ConsumerConfig.GROUP_ID_CONFIG,
                        "g-" + UUID.randomUUID(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return enough.test(records);
            });
        }
        return records;
    }

    private static String header(ConsumerRecord<String, byte[]> in, String name) {
        return new String(in.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<Long> versionsFirstSeen(List<ConsumerRecord<String, byte[]>> records, String id) {
        Set<String> seen = new HashSet<>();
        return records.stream().filter(in -> in.key().equals(id) && seen.add(header(in, "ce_id")))
                .map(in -> Long.valueOf(header(in, "ce_aggregateversion"))).toList();
    }

    @Test
    void sendsWhatAnAggregateTellsInItsOrderAndForgetsIt() {
        Relay relay = relay();
        SeatsForTests seats = seats(relay);
        String id = seats.open(100);
        IntStream.range(0, 20).forEach(i -> seats.take(id, "member-" + i));
        assertThat(relay.oldestUnsent()).isPresent();
        assertThat(relay.drain()).isTrue();
        assertThat(isSent(id)).isTrue();
        assertThat(relay.oldestUnsent()).isEmpty();
        List<ConsumerRecord<String, byte[]>> records = records(read -> read.size() >= 41);
        assertThat(versionsFirstSeen(records, id)).containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
        assertThat(records).allSatisfy(in -> {
            assertThat(header(in, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(in, "ce_source")).isEqualTo("/jinlin/test");
            assertThat(header(in, "content-type")).isEqualTo("application/json");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {FaultHook.SENT, FaultHook.ACKNOWLEDGED})
    void sendsAgainAfterACrashBetweenSendAndPull(String point) {
        Relay crashing = relay(reached -> {
            if (reached.equals(point)) {
                throw new IllegalStateException(reached);
            }
        });
        SeatsForTests seats = seats(crashing);
        String id = seats.open(10);
        seats.take(id, "Lin");
        assertThatThrownBy(crashing::drain).hasMessage(point);
        assertThat(isSent(id)).isFalse();
        Relay next = relay();
        seats(next);
        next.committed(SeatsForTests.COLLECTION, id);
        assertThat(next.drain()).isTrue();
        assertThat(isSent(id)).isTrue();
        List<ConsumerRecord<String, byte[]>> records = records(read -> read.size() >= 6);
        assertThat(records).hasSize(6);
        assertThat(versionsFirstSeen(records, id)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sweepsUpWhatAnotherProcessLeftBehindButNotWhatIsFresh() {
        SeatsForTests crashed = seats(relay());
        String id = crashed.open(10);
        Relay fresh = relay();
        seats(fresh);
        fresh.sweep();
        fresh.drain();
        assertThat(isSent(id)).isFalse();
        clock = Clock.fixed(Instant.now().plus(Relay.LEFT_BEHIND).plusSeconds(1), ZoneOffset.UTC);
        Relay later = relay();
        seats(later);
        later.sweep();
        later.drain();
        assertThat(isSent(id)).isTrue();
    }

    @Test
    void leavesNothingBehindWhileManyWriteAndTwoRelaysDrain() throws Exception {
        Relay one = relay();
        Relay two = relay();
        SeatsForTests here = seats(one);
        SeatsForTests there = seats(two);
        String id = here.open(100_000);
        one.start();
        two.start();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                int member = i;
                callers.submit(() -> (member % 2 == 0 ? here : there).take(id, "member-" + member));
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> isSent(id));
        one.stop();
        two.stop();
        long version = document(id).getLong("version");
        List<ConsumerRecord<String, byte[]>> records = records(read -> versionsFirstSeen(read, id).size() == version);
        assertThat(versionsFirstSeen(records, id)).containsExactlyElementsOf(LongStream.rangeClosed(1, version).boxed().toList());
    }

    @Test
    void theWorkerSendsAtOnceWithoutBeingAsked() {
        Relay relay = relay();
        SeatsForTests seats = seats(relay);
        relay.start();
        try {
            String id = seats.open(3);
            await().atMost(Duration.ofSeconds(60)).until(() -> isSent(id));
        } finally {
            relay.stop();
        }
    }
}
