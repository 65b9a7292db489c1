package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import org.bson.Document;

import cn.jinlin.events.Event;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.fault.FaultHook;

/**
 * The aggregates of one type. Commands on one aggregate are queued within this process, decided one after the other on
 * the newest state and committed together by one update whose filter is {@code {_id, version}}; each caller gets its own
 * result or refusal. Another process that wrote first makes the batch be decided again.
 */
public final class Aggregates<S, E extends Event> {
    /** What a page or a bulk asks for comes in one answer. */
    static final int AT_ONCE = 1_000;
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    private final AggregateType<S, E> type;
    private final MongoCollection<Document> documents;
    private final Batches<S, E> batches;
    private final Duration patience;
    private final ConcurrentMap<String, Lane<S, E>> lanes = new ConcurrentHashMap<>();

    Aggregates(AggregateType<S, E> type, MongoCollection<Document> documents, Clock clock, Duration patience, int outboxLimit,
            Outboxes outboxes, FaultHook faults) {
        this.type = type;
        this.documents = documents;
        this.patience = patience;
        this.batches = new Batches<>(type, documents, clock, outboxLimit, outboxes, faults);
    }

    /** Carries out a command; throws its refusal, or {@link KitRefusal#BUSY} when its turn did not come in time. */
    public <R> Committed<S, R> execute(String id, RequestKey key, Class<R> resultType, Command<S, E, R> command) {
        Pending<S, E, R> pending = new Pending<>(command, key, resultType, System.nanoTime() + patience.toNanos());
        Lane<S, E> lane = join(id, pending);
        return switch (pending.await()) {
            case LEADING -> {
                write(id, lane);
                yield pending.answer();
            }
            case DONE -> pending.answer();
            case DROPPED, WAITING, TAKEN -> throw KitRefusal.BUSY.because().retryAfter(Duration.ofSeconds(1));
        };
    }

    /** As {@link #execute(String, RequestKey, Class, Command)}, for a request that carries no key. */
    public <R> Committed<S, R> execute(String id, Class<R> resultType, Command<S, E, R> command) {
        return execute(id, NO_KEY, resultType, command);
    }

    /**
     * Carries out one command for each of many aggregates with one read and one bulk write. They queue behind nobody, and
     * one may be decided again after it was committed: so a command must come to nothing when it is decided on its own
     * outcome. Each answer is given, or its refusal thrown, when it is asked for.
     */
    public <R> Map<String, Supplier<Committed<S, R>>> executeAll(Map<String, ? extends Command<S, E, R>> commands,
            Class<R> resultType) {
        Map<String, Pending<S, E, R>> pending = new LinkedHashMap<>();
        commands.forEach((id, command) -> pending.put(id,
                new Pending<>(command, NO_KEY, resultType, System.nanoTime() + patience.toNanos())));
        if (!pending.isEmpty()) {
            batches.writeAll(pending);
        }
        Map<String, Supplier<Committed<S, R>>> answers = new LinkedHashMap<>();
        pending.forEach((id, one) -> answers.put(id, one::answer));
        return answers;
    }

    /** Makes an aggregate; {@code refusal} decides what an id that exists already gets. */
    public Versioned<S> create(String id, RequestKey key, Change<S, E> change, Function<S, RuntimeException> refusal) {
        return execute(id, key, Boolean.class, current -> {
            if (current != null) {
                throw refusal.apply(current.state());
            }
            return Outcome.changed(change, Boolean.TRUE);
        }).after();
    }

    /** Changes an aggregate that has to exist; else {@link KitRefusal#NOT_FOUND}. */
    public Versioned<S> change(String id, RequestKey key, Function<Versioned<S>, Change<S, E>> transition) {
        return execute(id, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because(type.name(), id);
            }
            return Outcome.changed(transition.apply(current), Boolean.TRUE);
        }).after();
    }

    /** As {@link #change(String, RequestKey, Function)}, for a request that carries no key. */
    public Versioned<S> change(String id, Function<Versioned<S>, Change<S, E>> transition) {
        return change(id, NO_KEY, transition);
    }

    public Optional<Versioned<S>> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).projection(WITHOUT_OUTBOX).first()).map(this::versioned);
    }

    /** The aggregate, or {@link KitRefusal#NOT_FOUND}. */
    public Versioned<S> get(String id) {
        return find(id).orElseThrow(() -> KitRefusal.NOT_FOUND.because(type.name(), id));
    }

    /** Those of the ids that exist. */
    public List<Versioned<S>> findAll(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : find(Filters.in("_id", ids), Filters.empty(), 0);
    }

    /** Aggregates by a filter on {@code _id} and index fields, in the order of a sort that an index serves; 0 is no limit. */
    public List<Versioned<S>> find(org.bson.conversions.Bson filter, org.bson.conversions.Bson sort, int limit) {
        return documents.find(filter).sort(sort).limit(limit).batchSize(AT_ONCE).projection(WITHOUT_OUTBOX).map(this::versioned)
                .into(new ArrayList<>());
    }

    /** How many aggregates a filter on index fields finds. */
    public long count(org.bson.conversions.Bson filter) {
        return documents.countDocuments(filter);
    }

    /** As {@link #count(org.bson.conversions.Bson)}, but counts no further than {@code most}. */
    public long count(org.bson.conversions.Bson filter, int most) {
        return documents.countDocuments(filter, new CountOptions().limit(most));
    }

    /** Ids whose {@code dueAt} has come, the longest due first. */
    public List<String> due(Instant now, int limit) {
        return documents.find(Filters.lte(AggregateType.DUE_AT, Date.from(now))).sort(Sorts.ascending(AggregateType.DUE_AT))
                .limit(limit)
                .projection(Projections.include("_id")).map(document -> document.getString("_id")).into(new ArrayList<>());
    }

    private static final org.bson.conversions.Bson WITHOUT_OUTBOX = Projections.exclude(Stored.OUTBOX, Stored.ANSWERS);

    private Versioned<S> versioned(Document document) {
        return new Versioned<>(Bson.read(document.get(Stored.STATE, Document.class), type.stateClass()),
                document.getLong(Stored.VERSION));
    }

    private Lane<S, E> join(String id, Pending<S, E, ?> pending) {
        return lanes.compute(id, (key, existing) -> {
            Lane<S, E> lane = existing == null ? new Lane<>() : existing;
            lane.join(pending);
            return lane;
        });
    }

    private void write(String id, Lane<S, E> lane) {
        try {
            batches.write(id, lane.take(Batches.MOST));
        } finally {
            if (!lane.handOver()) {
                lanes.computeIfPresent(id, (key, same) -> same.isIdle() ? null : same);
            }
        }
    }

}
