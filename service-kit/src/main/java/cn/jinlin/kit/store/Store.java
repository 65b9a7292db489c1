package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

import cn.jinlin.events.Event;
import cn.jinlin.kit.fault.FaultHook;

/** The service's own database: the one place that hands out aggregates and views. */
public final class Store {
    private final MongoDatabase database;
    private final Clock clock;
    private final Outboxes outboxes;
    private final Settings settings;
    private final FaultHook faults;

    /**
     * @param patience how long a caller waits for its turn before it is dropped undecided
     * @param outboxLimit unsent events at which an aggregate refuses further commands
     */
    public record Settings(Duration patience, int outboxLimit) {}

    public Store(MongoDatabase database, Clock clock, Outboxes outboxes, Settings settings) {
        this(database, clock, outboxes, settings, FaultHook.NONE);
    }

    Store(MongoDatabase database, Clock clock, Outboxes outboxes, Settings settings, FaultHook faults) {
        this.database = database;
        this.clock = clock;
        this.outboxes = outboxes;
        this.settings = settings;
        this.faults = faults;
    }

    /** The aggregates of a type; makes its indexes and lets the relay look after its outbox. */
    public <S, E extends Event> Aggregates<S, E> aggregates(AggregateType<S, E> type) {
        MongoCollection<Document> documents = database.getCollection(type.collection());
        documents.createIndex(Indexes.ascending(Stored.PENDING_SINCE), new IndexOptions().sparse(true));
        if (!type.indexes().isEmpty()) {
            documents.createIndexes(type.indexes());
        }
        outboxes.lookAfter(type.collection(), type.topic(), documents);
        return new Aggregates<>(type, documents, clock, settings.patience(), settings.outboxLimit(), outboxes, faults);
    }

    /** The documents of a collection as they are, for a repository whose queries a view does not answer. */
    public MongoCollection<Document> documents(String collection) {
        return database.getCollection(collection);
    }

    /** A view of another service's aggregates; see {@link View}. */
    public <V> View<V> view(String collection, Class<V> type, Function<V, Map<String, Object>> indexFields,
            List<IndexModel> indexes) {
        return new View<>(database, collection, type, indexFields, indexes);
    }

    /** Marks of what is to be looked at again; see {@link Marks}. */
    public Marks marks(String collection) {
        return new Marks(database, collection);
    }
}
