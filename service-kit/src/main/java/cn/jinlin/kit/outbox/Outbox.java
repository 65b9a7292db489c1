package cn.jinlin.kit.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.kit.events.Wire;
import cn.jinlin.kit.fault.FaultHook;

/** The outboxes of one collection's documents. */
record Outbox(MongoCollection<Document> documents, String topic, String source, KafkaTemplate<String, byte[]> kafka,
        FaultHook faults) {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String OUTBOX = "outbox";
    private static final String PENDING_SINCE = "pendingSince";
    private static final String VERSION = "version";

    /** One event on its way. */
    private record Sending(String id, CompletableFuture<?> acknowledged) {}

    /** Sends the outboxes of these documents, oldest event first, and pulls what the broker has; returns who has some left. */
    List<String> drain(List<String> ids) {
        List<Document> found = documents.find(Filters.in("_id", ids)).projection(Projections.include(OUTBOX, VERSION))
                .into(new ArrayList<>());
        List<List<Sending>> sendings = found.stream().map(this::send).toList();
        faults.reach(FaultHook.SENT);
        List<Sent> all = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Document document = found.get(i);
            Sent sent = new Sent(document.getString("_id"), document.getLong(VERSION), events(document).size(),
                    acknowledgedPrefix(sendings.get(i)));
            if (!sent.events().isEmpty()) {
                all.add(sent);
            }
            if (!sent.complete()) {
                left.add(sent.id());
            }
        }
        if (!all.isEmpty()) {
            faults.reach(FaultHook.ACKNOWLEDGED);
            pull(all);
        }
        return left;
    }

    /**
     * What the broker has of one document.
     *
     * @param version of the document when its outbox was read
     * @param waiting events in the outbox then
     */
    private record Sent(String id, long version, int waiting, List<String> events) {
        boolean complete() {
            return events.size() == waiting;
        }

        Bson pull() {
            return Updates.pull(OUTBOX, Filters.in("id", events));
        }
    }

    /** A document that is still of the same version was given no further event, so its outbox ends with one update. */
    private void pull(List<Sent> all) {
        List<WriteModel<Document>> ends = new ArrayList<>();
        all.stream().filter(Sent::complete)
                .forEach(sent -> ends.add(new UpdateOneModel<>(
                        Filters.and(Filters.eq("_id", sent.id()), Filters.eq(VERSION, sent.version())),
                        Updates.combine(sent.pull(), Updates.unset(PENDING_SINCE)))));
        int ended = ends.isEmpty() ? 0 : documents.bulkWrite(ends, new BulkWriteOptions().ordered(false)).getMatchedCount();
        if (ended < all.size()) {
            pullByStages(all);
        }
    }

    private void pullByStages(List<Sent> all) {
        List<WriteModel<Document>> pulls = new ArrayList<>();
        for (Sent sent : all) {
            pulls.add(new UpdateOneModel<>(Filters.eq("_id", sent.id()), sent.pull()));
            pulls.add(new UpdateOneModel<>(Filters.and(Filters.eq("_id", sent.id()), Filters.size(OUTBOX, 0)),
                    Updates.unset(PENDING_SINCE)));
        }
        documents.bulkWrite(pulls, new BulkWriteOptions().ordered(true));
    }

    /** When the oldest unsent event happened; a range, so that the index serves it. */
    Optional<Instant> oldest() {
        return Optional
                .ofNullable(documents.find(Filters.gt(PENDING_SINCE, Date.from(Instant.EPOCH)))
                        .sort(Sorts.ascending(PENDING_SINCE)).limit(1)
                        .projection(Projections.include(PENDING_SINCE)).first())
                .map(document -> document.getDate(PENDING_SINCE).toInstant());
    }

    private static List<Document> events(Document document) {
        return document.getList(OUTBOX, Document.class, List.of());
    }

    private List<Sending> send(Document document) {
        List<Sending> sendings = new ArrayList<>();
        for (Document event : events(document)) {
            CompletableFuture<?> acknowledged = sendOne(document.getString("_id"), event);
            if (acknowledged == null) {
                break;
            }
            sendings.add(new Sending(event.getString("id"), acknowledged));
        }
        return sendings;
    }

    private @Nullable CompletableFuture<?> sendOne(String key, Document event) {
        try {
            return kafka
                    .send(Wire.write(topic, source, key, event.getString("id"), event.getString("type"), event.getLong("version"),
                            event.getDate("at").toInstant(), event.getString("payload")));
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            LOG.debug("the broker did not take {}: {}", key, e.toString());
            return null;
        }
    }

    private static List<String> acknowledgedPrefix(List<Sending> sendings) {
        List<String> sent = new ArrayList<>();
        for (Sending sending : sendings) {
            try {
                sending.acknowledged().join();
            } catch (CompletionException e) {
                LOG.warn("an event was not acknowledged and is sent again: {}", String.valueOf(e.getCause()));
                break;
            }
            sent.add(sending.id());
        }
        return sent;
    }
}
