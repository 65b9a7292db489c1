package cn.jinlin.request.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.directory.Rebuilding;
import cn.jinlin.request.history.Archive;
import cn.jinlin.request.history.History;
import cn.jinlin.request.history.Told;

/** Reads what a site came to after everything healed. */
final class Reading implements AutoCloseable {
    private static final String SERVICE = "request-service";

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
        return Rebuilding.VIEWS.stream().mapToLong(view -> database.getCollection(view).countDocuments()).sum();
    }

    /** As {@link Rest#comes}. */
    List<String> awaitRest(Duration patience) throws InterruptedException, ExecutionException {
        return new Rest(database, admin).comes(patience);
    }

    History history(Site site, Journal journal, Talk talk, Duration skew) {
        Archive archive = new Archive(database);
        var orders = archive.orders();
        Map<String, String> ids = new HashMap<>();
        orders.forEach((id, order) -> {
            if (ids.put(order.state().terms().title(), id) != null) {
                throw new AssertionError("one request made two orders: " + order.state().terms().title());
            }
        });
        return new History(journal.answers(ids), orders, archive.schedules(), told(site, talk.all(RequestEvent.TOPIC)),
                archive.unsent(),
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
        Rebuilding.into(Stores.on(rebuilt, Clock.systemUTC()), reader(site), records);
        return Rebuilding.VIEWS.stream().map(view -> new History.Views(view, Rebuilding.documents(database, view),
                Rebuilding.documents(rebuilt, view))).toList();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        client.close();
    }
}
