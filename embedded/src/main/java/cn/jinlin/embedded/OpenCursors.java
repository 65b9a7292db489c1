package cn.jinlin.embedded;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;

/** The cursors that clients hold. One that nobody has used for ten minutes is forgotten when the next is opened. */
final class OpenCursors {
    private final CursorRegistry registry;
    private final Queue<StoreCursor> opened = new ConcurrentLinkedQueue<>();

    OpenCursors(CursorRegistry registry) {
        this.registry = registry;
    }

    CursorRegistry registry() {
        return registry;
    }

    StoreCursor open(Search search, UnaryOperator<List<Document>> projection) {
        opened.removeIf(cursor -> {
            if (cursor.isAbandoned()) {
                registry.remove(cursor);
            }
            return cursor.isAbandoned() || cursor.isEmpty();
        });
        StoreCursor cursor = new StoreCursor(registry.generateCursorId(), search, projection);
        opened.add(cursor);
        registry.add(cursor);
        return cursor;
    }
}
