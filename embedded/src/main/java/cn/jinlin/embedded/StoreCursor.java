package cn.jinlin.embedded;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;

/** A query that a client has not read to its end. It holds a place in the order, not the data. */
final class StoreCursor extends AbstractCursor {
    private static final int DEFAULT_BATCH = 1_000;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Search search;
    private final UnaryOperator<List<Document>> projection;
    private volatile long usedAt = System.nanoTime();

    StoreCursor(long id, Search search, UnaryOperator<List<Document>> projection) {
        super(id);
        this.search = search;
        this.projection = projection;
    }

    @Override
    public boolean isEmpty() {
        return search.isExhausted();
    }

    /** Whether its client has most likely gone away. */
    boolean isAbandoned() {
        return System.nanoTime() - usedAt > IDLE.toNanos();
    }

    @Override
    public List<Document> takeDocuments(int wanted) {
        usedAt = System.nanoTime();
        return projection.apply(search.take(wanted > 0 ? wanted : DEFAULT_BATCH));
    }
}
