package cn.jinlin.supervision.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** What became of each event at each subscriber, with the number of attempts; old ones are swept away. */
@Repository
class Deliveries {
    private static final String SUBSCRIPTION = "subscriptionId";
    private static final String OFFSET = "offset";
    private static final String STATE = "state";
    private static final String AT = "at";

    private final MongoCollection<Document> documents;

    /** A delivery with its attempts. */
    record Listed(Delivery delivery, int attempts) {}

    Deliveries(MongoDatabase database) {
        documents = database.getCollection("deliveries");
        documents.createIndex(Indexes.ascending(SUBSCRIPTION, OFFSET));
        documents.createIndex(Indexes.ascending(SUBSCRIPTION, STATE, OFFSET));
        documents.createIndex(Indexes.ascending(STATE, AT));
    }

    /** Keeps the last state of each, and counts it as an attempt. */
    void record(Collection<Delivery> deliveries) {
        List<WriteModel<Document>> writes = new ArrayList<>(deliveries.size());
        for (Delivery each : deliveries) {
            List<Bson> updates = new ArrayList<>(List.of(Updates.set(SUBSCRIPTION, each.subscriptionId()),
                    Updates.set(OFFSET, each.offset()), Updates.set("eventId", each.eventId()), Updates.set("type", each.type()),
                    Updates.set(STATE, each.state().name()), Updates.set(AT, Date.from(each.at())), Updates.inc("attempts", 1)));
            updates.add(each.answer().map(status -> Updates.set("answer", status)).orElse(Updates.unset("answer")));
            updates.add(each.error().map(error -> Updates.set("error", error)).orElse(Updates.unset("error")));
            writes.add(new UpdateOneModel<>(Filters.eq("_id", each.subscriptionId() + "#" + each.offset()),
                    Updates.combine(updates), new UpdateOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** The latest in the feed first. */
    List<Listed> page(String subscriptionId, Optional<Delivery.State> state, Optional<Long> before, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(Filters.eq(SUBSCRIPTION, subscriptionId)));
        state.ifPresent(each -> filters.add(Filters.eq(STATE, each.name())));
        before.ifPresent(offset -> filters.add(Filters.lt(OFFSET, offset)));
        return documents.find(Filters.and(filters)).sort(Sorts.descending(OFFSET)).limit(limit).map(Deliveries::listed)
                .into(new ArrayList<>());
    }

    /** Forgets what ended like that before a moment. */
    void sweep(Delivery.State state, Instant before) {
        documents.deleteMany(Filters.and(Filters.eq(STATE, state.name()), Filters.lt(AT, Date.from(before))));
    }

    private static Listed listed(Document document) {
        return new Listed(
                new Delivery(document.getString(SUBSCRIPTION), document.getLong(OFFSET), document.getString("eventId"),
                        document.getString("type"), Delivery.State.valueOf(document.getString(STATE)),
                        Optional.ofNullable(document.getInteger("answer")), Optional.ofNullable(document.getString("error")),
                        document.getDate(AT).toInstant()),
                document.getInteger("attempts"));
    }
}
