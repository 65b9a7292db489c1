package cn.jinlin.registration.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Store;

/** One document for each member that was ever told something. */
@Repository
class Inboxes {
    private static final String COLLECTION = "inboxes";

    private final Aggregates<Inbox, RegistrationEvent> aggregates;
    private final MongoCollection<Document> documents;

    Inboxes(Store store, MongoDatabase database) {
        documents = database.getCollection(COLLECTION);
        aggregates = store.aggregates(new AggregateType<>("inbox", COLLECTION, Inbox.class, RegistrationEvent.TOPIC,
                inbox -> Optional.empty(),
                inbox -> inbox.dueAt().<Map<String, Object>>map(at -> Map.of(AggregateType.DUE_AT, at)).orElse(Map.of()),
                List.of(new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    Aggregates<Inbox, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** The versions of those inboxes that there are. */
    Map<String, Long> versions(Collection<String> memberIds) {
        Map<String, Long> versions = new HashMap<>();
        documents.find(Filters.in("_id", memberIds)).projection(Projections.include("version"))
                .forEach(found -> versions.put(found.getString("_id"), found.getLong("version")));
        return versions;
    }

    /** Work on inboxes with messages to be sent on. */
    DueWork sendings(Clock clock, Duration every, Consumer<String> send) {
        return new DueWork("inbox", aggregates, clock, every, send);
    }
}
