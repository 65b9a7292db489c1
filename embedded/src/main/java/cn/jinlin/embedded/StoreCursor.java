package cn.jinlin.embedded;

import java.util.List;
import java.util.function.UnaryOperator;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;

/** A query that a client has not read to its end. It holds a place in the order, not the data. */
final class StoreCursor extends AbstractCursor {
    private static final int DEFAULT_BATCH = 1_000;

    private final Search search;
    private final UnaryOperator<List<Document>> projection;

    StoreCursor(long id, Search search, UnaryOperator<List<Document>> projection) {
        super(id);
        this.search = search;
        this.projection = projection;
    }

    @Override
    public boolean isEmpty() {
        return search.isExhausted();
    }

    @Override
    public List<Document> takeDocuments(int wanted) {
        return projection.apply(search.take(wanted > 0 ? wanted : DEFAULT_BATCH));
    }
}
