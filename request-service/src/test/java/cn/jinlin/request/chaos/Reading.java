package cn.jinlin.request.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.Store;
import cn.jinlin.request.directory.Rebuilding;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.Archive;
import cn.jinlin.request.history.History;
import cn.jinlin.request.history.Told;

import static org.awaitility.Awaitility.await;

/** Reads a site after everything healed: when it has come to rest, and what it came to. */
final class Reading implements AutoCloseable {
    private static final String SERVICE = "request-service";
    private static final List<String> VIEWS = List.of("communities", "units", "members", "teams");
    private static final Outboxes NOBODYS = new Outboxes() {
        @Override
        public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

        @Override
        public void committed(String collection, String id) {}
    };

    private final MongoClient client;
    private final MongoDatabase database;
    private final Admin admin;

    Reading(Site site) {
        client = MongoClients.create(site.mongoUri());
        database = client.getDatabase(SERVICE);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers()));
    }

    /** How many members, units and communities are known. */
    long known() {
        return VIEWS.stream().mapToLong(view -> database.getCollection(view).countDocuments()).sum();
    }

    /**
     * Waits until no order waits for its start, no outbox and no hold waits, and the listeners have read everything; says
     * what still moves if that takes too long.
     */
    List<String> awaitRest(Duration patience) throws InterruptedException, ExecutionException {
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(500)).until(() -> unrest().isEmpty());
        } catch (ConditionTimeoutException _) {
            return unrest();
        }
        return List.of();
    }

    private List<String> unrest() throws InterruptedException, ExecutionException {
        List<String> unrest = new ArrayList<>();
        MongoCollection<Document> orders = database.getCollection("orders");
        add(unrest, "orders before their start", orders.countDocuments(Filters.in("status", "DRAFT", "OFFERED", "OPEN")));
        add(unrest, "outboxes", orders.countDocuments(Filters.exists("pendingSince")));
        add(unrest, "holds to be settled", database.getCollection("schedules")
                .countDocuments(Filters.lte("dueAt", new Date(System.currentTimeMillis() + 60_000))));
        add(unrest, "events unread for the schedules", lag("request-schedules", RequestEvent.TOPIC));
        add(unrest, "events unread for the directory", lag("request-directory", RegistrationEvent.TOPIC));
        return unrest;
    }

    private static void add(List<String> unrest, String what, long number) {
        if (number > 0) {
            unrest.add(number + " " + what);
        }
    }

    private long lag(String group, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, OffsetSpec> all = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()
                .stream().map(part -> new TopicPartition(topic, part.partition()))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(all).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - (read.get(end.getKey()) == null ? 0 : read.get(end.getKey()).offset()))
                .sum();
    }

    History history(Site site, Journal journal, Talk talk, Duration skew) {
        Archive archive = new Archive(database);
        var orders = archive.orders();
        Map<String, String> ids = new HashMap<>();
        orders.forEach((id, order) -> ids.put(order.state().terms().title(), id));
        List<Answer> answers = journal.answers(ids::get);
        return new History(answers, orders, archive.schedules(), told(site, talk.all(RequestEvent.TOPIC)), archive.unsent(),
                views(site, talk.all(RegistrationEvent.TOPIC)), skew);
    }

    private static EventReader reader(Site site) {
        return new EventReader(new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers()))));
    }

    private static List<Told> told(Site site, List<ConsumerRecord<String, byte[]>> records) {
        EventReader reader = reader(site);
        List<Told> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Received<RequestEvent> in = reader.read(List.of(record), RequestEvent.class).getFirst();
            told.add(new Told(record.partition(), record.offset(), record.key(), in.id(), in.version(), in.at(), in.event()));
        }
        return told;
    }

    private List<History.Views> views(Site site, List<ConsumerRecord<String, byte[]>> records) {
        MongoDatabase rebuilt = client.getDatabase("rebuilt");
        Rebuilding.into(new Store(rebuilt, Clock.systemUTC(), NOBODYS, new Store.Settings(Duration.ofMinutes(1), 1)),
                reader(site),
                records);
        return VIEWS.stream().map(view -> new History.Views(view, documents(database, view), documents(rebuilt, view))).toList();
    }

    private static Map<String, String> documents(MongoDatabase from, String collection) {
        Map<String, String> documents = new HashMap<>();
        from.getCollection(collection).find()
                .forEach(document -> documents.put(document.getString("_id"), ((Document) inOneOrder(document)).toJson()));
        return documents;
    }

    /** Lists of a view are sets, written in any order. */
    private static Object inOneOrder(Object value) {
        return switch (value) {
            case Document document -> {
                Document ordered = new Document();
                document.forEach((name, inner) -> ordered.append(name, inOneOrder(inner)));
                yield ordered;
            }
            case List<?> list -> list.stream().map(Reading::inOneOrder).sorted(Comparator.comparing(Object::toString)).toList();
            case null, default -> value;
        };
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        client.close();
    }
}
