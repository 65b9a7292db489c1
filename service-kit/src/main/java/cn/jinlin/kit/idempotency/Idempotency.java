package cn.jinlin.kit.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.bson.conversions.Bson;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.store.RequestKey;

/**
 * Remembers requests that carry a key, each in one record of {@code idempotency_keys}, written before anything else. A
 * request whose process died is taken over with the same ids after 30 s; records end after 24 hours.
 */
final class Idempotency {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration KEPT = Duration.ofHours(24);
    private static final String HASH = "hash";
    private static final String STATUS = "status";
    private static final String RUNNING = "RUNNING";
    private static final String STARTED = "startedAt";
    private static final String ANSWER = "answer";
    private static final String AT = "at";

    private final MongoCollection<Document> records;
    private final FieldCipher cipher;
    private final Clock clock;

    Idempotency(MongoDatabase database, FieldCipher cipher, Clock clock) {
        this.records = database.getCollection("idempotency_keys").withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.LOCAL);
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What a request with a key may do now. */
    sealed interface Attempt {
        /** Run it; only the holder of {@code startedAt} may store its answer. */
        record Run(RequestKey key, Date startedAt) implements Attempt {}

        record Replay(StoredAnswer answer) implements Attempt {}

        record Reused() implements Attempt {}

        record Running(Duration left) implements Attempt {}
    }

    Attempt begin(String id, String hash) {
        Date now = Date.from(clock.instant());
        List<String> ids = RequestKeys.freshIds();
        Document record = new Document("_id", id).append(HASH, hash).append("ids", ids).append(STATUS, RUNNING)
                .append(STARTED, now).append(AT, now);
        try {
            records.insertOne(record);
            return run(id, ids, now);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return again(id, hash, now);
        }
    }

    /** Reads what a duplicate key proved to be there, committed by the majority or not yet. */
    private Attempt again(String id, String hash, Date now) {
        Document known = records.find(Filters.eq("_id", id)).first();
        if (known == null) {
            return new Attempt.Running(LEASE);
        }
        if (!hash.equals(known.getString(HASH))) {
            return new Attempt.Reused();
        }
        String answer = known.getString(ANSWER);
        return answer != null
                ? new Attempt.Replay(StoredAnswer.read(cipher.decrypt(answer, id)))
                : takeOver(id, known, now);
    }

    private Attempt takeOver(String id, Document known, Date now) {
        Date started = known.getDate(STARTED);
        Duration left = LEASE.minusMillis(now.getTime() - started.getTime());
        if (left.isPositive()) {
            return new Attempt.Running(left);
        }
        boolean mine = records.updateOne(mine(id, started), Updates.set(STARTED, now)).getModifiedCount() == 1;
        return mine ? run(id, known.getList("ids", String.class), now) : new Attempt.Running(LEASE);
    }

    private static Attempt run(String id, List<String> ids, Date startedAt) {
        return new Attempt.Run(new RequestKey(Optional.of(id), ids), startedAt);
    }

    private static Bson mine(String id, Date startedAt) {
        return Filters.and(Filters.eq("_id", id), Filters.eq(STATUS, RUNNING), Filters.eq(STARTED, startedAt));
    }

    /** Does nothing when another one has taken the request over. */
    void finish(String id, Date startedAt, StoredAnswer answer) {
        records.updateOne(mine(id, startedAt),
                Updates.combine(Updates.set(STATUS, "DONE"), Updates.set(ANSWER, cipher.encrypt(answer.write(), id))));
    }

    /** The answer was not final: the next try may run at once, with the same ids. */
    void release(String id, Date startedAt) {
        records.updateOne(mine(id, startedAt), Updates.set(STARTED, new Date(0)));
    }

    /** Ends records older than a day. */
    void sweep() {
        records.createIndex(Indexes.ascending(AT));
        Instant oldest = clock.instant().minus(KEPT);
        records.deleteMany(Filters.lt(AT, Date.from(oldest)));
    }
}
