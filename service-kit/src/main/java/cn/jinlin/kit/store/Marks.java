package cn.jinlin.kit.store;

import java.time.Duration;
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
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;

/**
 * What is to be looked at again, and since when: {@code {_id, ticket, dueAt, takenAt?}}, on disk, so a mark outlives a
 * crash. Every mark and every look takes the next ticket; a look settles its mark only when no other ticket was drawn
 * meanwhile, so a change during a look is looked at again.
 */
public final class Marks {
    private static final String TICKET = "ticket";
    private static final String DUE_AT = "dueAt";
    private static final String TAKEN_AT = "takenAt";

    private final MongoCollection<Document> documents;

    Marks(MongoDatabase database, String collection) {
        documents = database.getCollection(collection);
        documents.createIndex(Indexes.ascending(DUE_AT));
    }

    /** These are to be looked at from {@code now} on. */
    public void mark(Collection<String> ids, Instant now) {
        List<WriteModel<Document>> marks = new ArrayList<>(ids.size());
        for (String id : ids) {
            marks.add(new UpdateOneModel<>(Filters.eq("_id", id),
                    Updates.combine(Updates.inc(TICKET, 1L), Updates.set(DUE_AT, Date.from(now))),
                    new UpdateOptions().upsert(true)));
        }
        if (!marks.isEmpty()) {
            documents.bulkWrite(marks, new BulkWriteOptions().ordered(false));
        }
    }

    /** What is due, the longest waiting first. */
    public List<String> due(Instant now, int limit) {
        return documents.find(Filters.lte(DUE_AT, Date.from(now))).sort(Sorts.ascending(DUE_AT)).limit(limit)
                .projection(Projections.include("_id")).map(document -> document.getString("_id")).into(new ArrayList<>());
    }

    /** How long the longest waiting one has been due. */
    public Duration longestWait(Instant now) {
        return Optional
                .ofNullable(documents.find(Filters.lte(DUE_AT, Date.from(now))).sort(Sorts.ascending(DUE_AT)).limit(1).first())
                .map(document -> Duration.between(document.getDate(DUE_AT).toInstant(), now)).orElse(Duration.ZERO);
    }

    /**
     * Draws a ticket for a look; nothing when it is not due, or was taken less than {@code apart} ago. Whoever holds a
     * ticket and does not settle it loses it after {@code lease}.
     */
    public Optional<Long> take(String id, Instant now, Duration apart, Duration lease) {
        return Optional.ofNullable(documents.findOneAndUpdate(
                Filters.and(Filters.eq("_id", id), Filters.lte(DUE_AT, Date.from(now)),
                        Filters.not(Filters.gt(TAKEN_AT, Date.from(now.minus(apart))))),
                Updates.combine(Updates.inc(TICKET, 1L), Updates.set(TAKEN_AT, Date.from(now)),
                        Updates.set(DUE_AT, Date.from(now.plus(lease)))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(document -> document.getLong(TICKET));
    }

    /** What was seen with this ticket is kept and holds until then, unless a later ticket was drawn. */
    public void settle(String id, long ticket, Instant until) {
        documents.updateOne(Filters.and(Filters.eq("_id", id), Filters.eq(TICKET, ticket)),
                Updates.set(DUE_AT, Date.from(until)));
    }
}
