package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import cn.jinlin.events.Event;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.fault.FaultHook;

/** Decides a batch of commands on one aggregate and commits it with one update, again and again until nobody was faster. */
final class Batches<S, E extends Event> {
    /** The most commands that one commit takes. */
    static final int MOST = 512;
    /** Requests with a key whose answer an aggregate remembers. */
    private static final int ANSWERS_KEPT = 1_000;
    private static final Set<String> OWN_FIELDS = Set.of("_id", Stored.VERSION, Stored.PENDING_SINCE);

    private final AggregateType<S, E> type;
    private final MongoCollection<Document> documents;
    private final Clock clock;
    private final int outboxLimit;
    private final Outboxes outboxes;
    private final FaultHook faults;
    private final String written;
    private final Set<String> indexFieldNames;

    Batches(AggregateType<S, E> type, MongoCollection<Document> documents, Clock clock, int outboxLimit,
            Outboxes outboxes, FaultHook faults) {
        this.type = type;
        this.documents = documents;
        this.clock = clock;
        this.outboxLimit = outboxLimit;
        this.outboxes = outboxes;
        this.faults = faults;
        this.written = FaultHook.written(type.name());
        this.indexFieldNames = type.indexes().stream().flatMap(index -> index.getKeys().toBsonDocument().keySet().stream())
                .filter(name -> !OWN_FIELDS.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** Answers every command of the batch, come what may. */
    void write(String id, List<Pending<S, E, ?>> batch) {
        try {
            Versioned<S> after = commit(id, batch);
            batch.forEach(pending -> pending.finish(after));
        } catch (DuplicateKey e) {
            apart(id, batch, e);
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.finish(e));
        } catch (Error e) {
            batch.forEach(pending -> pending.finish(new IllegalStateException(e)));
            throw e;
        }
    }

    /** Only the command that broke the unique index shall hear of it. */
    private void apart(String id, List<Pending<S, E, ?>> batch, DuplicateKey cause) {
        if (batch.size() == 1) {
            batch.getFirst().finish(cause);
        } else {
            batch.forEach(pending -> write(id, List.of(pending)));
        }
    }

    /** Answers one command for each aggregate; what the bulk write did not surely commit is decided again, one by one. */
    void writeAll(Map<String, ? extends Pending<S, E, ?>> commands) {
        try {
            commitAll(commands).forEach(id -> write(id, List.of(commands.get(id))));
        } catch (RuntimeException e) {
            commands.values().stream().filter(pending -> !pending.isDone()).forEach(pending -> pending.finish(e));
        }
    }

    /** Returns whose fate the bulk write left open. */
    private List<String> commitAll(Map<String, ? extends Pending<S, E, ?>> commands) {
        Map<String, Document> found = new HashMap<>();
        documents.find(Filters.in("_id", commands.keySet())).batchSize(Aggregates.AT_ONCE)
                .forEach(document -> found.put(document.getString("_id"), document));
        Bulk bulk = new Bulk();
        commands.forEach((id, pending) -> {
            Stored<S> stored = Stored.read(found.get(id), type.stateClass());
            if (stored.unsent() >= outboxLimit) {
                pending.finish(outboxFull());
                return;
            }
            Decided decided = decide(stored, List.of(pending));
            if (decided.isChanged()) {
                bulk.add(id, decided, pending);
            } else {
                pending.finish(decided.current);
            }
        });
        return bulk.write();
    }

    /** What many aggregates' commands came to, one write for each. */
    private final class Bulk {
        private final List<String> ids = new ArrayList<>();
        private final List<Decided> decisions = new ArrayList<>();
        private final List<Pending<S, E, ?>> waiting = new ArrayList<>();

        void add(String id, Decided decided, Pending<S, E, ?> pending) {
            ids.add(id);
            decisions.add(decided);
            waiting.add(pending);
        }

        List<String> write() {
            if (ids.isEmpty()) {
                return List.of();
            }
            List<WriteModel<Document>> writes = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                writes.add(decisions.get(i).model(ids.get(i)));
            }
            Set<Integer> failed = new HashSet<>();
            int matched;
            try {
                matched = documents.bulkWrite(writes, new BulkWriteOptions().ordered(false)).getMatchedCount();
            } catch (MongoBulkWriteException e) {
                requireDuplicates(e);
                e.getWriteErrors().forEach(error -> failed.add(error.getIndex()));
                matched = e.getWriteResult().getMatchedCount();
            }
            faults.reach(written);
            return settle(failed, matched);
        }

        /** The result only counts the updates that matched: unless all did, each is looked at again. */
        private List<String> settle(Set<Integer> failed, int matched) {
            boolean allMatched = matched == decisions.stream().filter(decided -> !decided.isNew()).count();
            List<String> open = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (failed.contains(i) || !decisions.get(i).isNew() && !allMatched) {
                    open.add(ids.get(i));
                } else {
                    decisions.get(i).committed(ids.get(i));
                    waiting.get(i).finish(decisions.get(i).current);
                }
            }
            return open;
        }
    }

    private static void requireDuplicates(MongoBulkWriteException e) {
        if (e.getWriteConcernError() != null || e.getWriteErrors().stream()
                .anyMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) != ErrorCategory.DUPLICATE_KEY)) {
            throw e;
        }
    }

    private static RuntimeException outboxFull() {
        return KitRefusal.OUTBOX_FULL.because().retryAfter(Duration.ofSeconds(5));
    }

    private @Nullable Versioned<S> commit(String id, List<Pending<S, E, ?>> batch) {
        while (true) {
            Stored<S> stored = Stored.read(documents.find(Filters.eq("_id", id)).first(), type.stateClass());
            if (stored.unsent() >= outboxLimit) {
                throw outboxFull();
            }
            Decided decided = decide(stored, batch);
            if (decided.commit(id)) {
                return decided.current;
            }
        }
    }

    private Decided decide(Stored<S> stored, List<Pending<S, E, ?>> batch) {
        Decided decided = new Decided(stored, clock.instant());
        for (Pending<S, E, ?> pending : batch) {
            decided.take(pending);
        }
        decided.close();
        return decided;
    }

    /** What one batch came to on one version. */
    private final class Decided {
        private final Stored<S> stored;
        private final Instant at;
        private final List<Document> events = new ArrayList<>();
        private final List<Document> answers = new ArrayList<>();
        private @Nullable Versioned<S> current;
        private long lastEvent;
        private boolean changed;

        Decided(Stored<S> stored, Instant at) {
            this.stored = stored;
            this.at = at;
            this.current = stored.current();
            this.lastEvent = stored.version();
        }

        /** What follows a change in the same batch sees a version that nobody was ever given. */
        <R> void take(Pending<S, E, R> pending) {
            Outcome<S, E, R> outcome = pending.decide(stored, current);
            if (outcome == null || outcome.change() == null || isNothing(outcome.change())) {
                return;
            }
            changed = true;
            outcome.change().facts().forEach(this::add);
            current = new Versioned<>(outcome.change().state(), lastEvent + 1);
            pending.key.fingerprint().ifPresent(fingerprint -> answers
                    .add(Stored.answer(fingerprint, StateJson.mapper().writeValueAsString(outcome.result()), at)));
        }

        /** A change to the same state without a fact is none, and makes no version that no event has. */
        private boolean isNothing(Change<S, E> change) {
            return change.facts().isEmpty() && current != null && change.state().equals(current.state());
        }

        /** The state event comes last and once; a commit without any event still makes a new version. */
        void close() {
            if (!changed || current == null) {
                return;
            }
            S state = current.state();
            type.stateEvent().apply(state).ifPresent(this::add);
            current = new Versioned<>(state, Math.max(lastEvent, stored.version() + 1));
        }

        private void add(E event) {
            lastEvent++;
            events.add(new Document("id", Ids.next()).append("type", EventTypes.nameOf(event)).append("version", lastEvent)
                    .append("at", Date.from(at)).append("payload", StateJson.mapper().writeValueAsString(event)));
        }

        /** False when another process wrote first. */
        boolean commit(String id) {
            if (!isChanged() || current == null) {
                return true;
            }
            boolean done = isNew() ? insert(id, current) : update(id, current);
            if (done) {
                faults.reach(written);
                committed(id);
            }
            return done;
        }

        boolean isChanged() {
            return changed && current != null;
        }

        boolean isNew() {
            return stored.state() == null;
        }

        void committed(String id) {
            if (!events.isEmpty()) {
                outboxes.committed(type.collection(), id);
            }
        }

        /** The same write as {@link #commit}, as a part of a bulk; only for what is changed. */
        WriteModel<Document> model(String id) {
            Versioned<S> next = Objects.requireNonNull(current);
            return isNew()
                    ? new InsertOneModel<>(document(id, next))
                    : new UpdateOneModel<>(unwritten(id), Updates.combine(changes(next)));
        }

        /** The document, as long as nobody else has written. */
        private org.bson.conversions.Bson unwritten(String id) {
            return Filters.and(Filters.eq("_id", id), Filters.eq(Stored.VERSION, stored.version()));
        }

        private Document document(String id, Versioned<S> next) {
            Document document = new Document("_id", id).append(Stored.VERSION, next.version())
                    .append(Stored.STATE, Bson.write(next.state())).append(Stored.OUTBOX, events)
                    .append(Stored.ANSWERS, answers);
            if (!events.isEmpty()) {
                document.append(Stored.PENDING_SINCE, Date.from(at));
            }
            type.indexFields().apply(next.state()).forEach((name, value) -> document.append(name, Bson.field(value)));
            return document;
        }

        private boolean insert(String id, Versioned<S> next) {
            try {
                documents.insertOne(document(id, next));
                return true;
            } catch (MongoWriteException e) {
                if (isDuplicate(e) && exists(id)) {
                    return false;
                }
                throw isDuplicate(e) ? new DuplicateKey(e) : e;
            }
        }

        private static boolean isDuplicate(MongoWriteException e) {
            return e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
        }

        private boolean exists(String id) {
            return documents.countDocuments(Filters.eq("_id", id)) > 0;
        }

        private boolean update(String id, Versioned<S> next) {
            try {
                return documents.updateOne(unwritten(id), Updates.combine(changes(next))).getMatchedCount() == 1;
            } catch (MongoWriteException e) {
                throw isDuplicate(e) ? new DuplicateKey(e) : e;
            }
        }

        private List<org.bson.conversions.Bson> changes(Versioned<S> next) {
            List<org.bson.conversions.Bson> changes = new ArrayList<>();
            changes.add(Updates.set(Stored.VERSION, next.version()));
            changes.add(Updates.set(Stored.STATE, Bson.write(next.state())));
            Map<String, Object> fields = type.indexFields().apply(next.state());
            fields.forEach((name, value) -> changes.add(Updates.set(name, Bson.field(value))));
            indexFieldNames.stream().filter(name -> !fields.containsKey(name)).forEach(name -> changes.add(Updates.unset(name)));
            if (!events.isEmpty()) {
                changes.add(Updates.pushEach(Stored.OUTBOX, events));
                changes.add(Updates.min(Stored.PENDING_SINCE, Date.from(at)));
            }
            if (!answers.isEmpty()) {
                changes.add(Updates.pushEach(Stored.ANSWERS, answers, new PushOptions().slice(-ANSWERS_KEPT)));
            }
            return changes;
        }
    }
}
