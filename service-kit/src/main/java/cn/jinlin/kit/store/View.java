package cn.jinlin.kit.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;

/**
 * What a service keeps of another's aggregates, fed by state events. Idempotent by the aggregate's version: an older or
 * equal version changes nothing, whatever Kafka delivers again. One document per aggregate: {@code {_id, version, value,
 * …index fields}}. A deleted aggregate stays as a value that says so, with its version.
 */
public final class View<V> {
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> documents;
    private final Class<V> type;
    private final Function<V, Map<String, Object>> indexFields;

    /** A version of one aggregate's value. */
    public record Entry<V>(String id, long version, V value) {}

    public View(MongoDatabase database, String collection, Class<V> type, Function<V, Map<String, Object>> indexFields,
            List<IndexModel> indexes) {
        this.documents = database.getCollection(collection);
        this.type = type;
        this.indexFields = indexFields;
        if (!indexes.isEmpty()) {
            documents.createIndexes(indexes);
        }
    }

    /** Takes the newest version of each; idempotent. */
    public void apply(Collection<Entry<V>> entries) {
        Map<String, Entry<V>> newest = new HashMap<>();
        entries.forEach(entry -> newest.merge(entry.id(), entry, (a, b) -> a.version() >= b.version() ? a : b));
        if (newest.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>(newest.size());
        newest.values().forEach(entry -> writes.add(write(entry)));
        try {
            documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    public Optional<V> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first()).map(this::value);
    }

    /** The values of those ids that are known. */
    public List<V> findAll(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : find(Filters.in("_id", ids), Filters.empty(), Integer.MAX_VALUE);
    }

    /** Values by a filter on {@code _id} and index fields, in the order of a sort that an index serves. */
    public List<V> find(org.bson.conversions.Bson filter, org.bson.conversions.Bson sort, int limit) {
        return documents.find(filter).sort(sort).limit(limit == Integer.MAX_VALUE ? 0 : limit).map(this::value)
                .into(new ArrayList<>());
    }

    /** How many values a filter finds. */
    public long count(org.bson.conversions.Bson filter) {
        return documents.countDocuments(filter);
    }

    private WriteModel<Document> write(Entry<V> entry) {
        Document document = new Document("_id", entry.id()).append("version", entry.version()).append("value",
                Bson.write(entry.value()));
        indexFields.apply(entry.value()).forEach((name, value) -> document.append(name, Bson.field(value)));
        return new ReplaceOneModel<>(Filters.and(Filters.eq("_id", entry.id()), Filters.lt("version", entry.version())), document,
                new ReplaceOptions().upsert(true));
    }

    private V value(Document document) {
        return Bson.read(document.get("value", Document.class), type);
    }
}
