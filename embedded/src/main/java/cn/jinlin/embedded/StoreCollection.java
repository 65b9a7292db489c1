package cn.jinlin.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** A collection whose documents lie in one table in the order of their _id, and whose queries use its indexes. */
final class StoreCollection extends AbstractMongoCollection<byte[]> {
    private static final Document EVERYTHING = new Document();

    private final OpenCursors cursors;
    private final Table documents;
    private final LongAdder examined;

    StoreCollection(MongoDatabase database, String name, CollectionOptions options, OpenCursors cursors, Table documents,
            LongAdder examined) {
        super(database, name, options, cursors.registry());
        this.cursors = cursors;
        this.documents = documents;
        this.examined = examined;
    }

    Table documents() {
        return documents;
    }

    List<SecondaryIndex> secondaryIndexes() {
        return getIndexes().stream().filter(SecondaryIndex.class::isInstance).map(SecondaryIndex.class::cast).toList();
    }

    @Override
    public void addIndex(Index<byte[]> index) {
        super.addIndex(index);
        if (index instanceof SecondaryIndex built) {
            built.markBuilt();
        }
    }

    /** A batch size of 0 asks for everything, read as it is iterated: so the callers inside this JVM do. */
    @Override
    protected QueryResult queryDocuments(Document query, @Nullable Document orderBy, int skip, int limit, int batchSize,
            @Nullable Document projection) {
        Search search = search(query, orderBy == null || orderBy.isEmpty() ? null : orderBy, skip, Math.max(0, limit));
        if (batchSize <= 0) {
            return new QueryResult(() -> projected(search.results(), projection));
        }
        List<Document> first = project(search.take(batchSize), projection);
        if (search.isExhausted()) {
            return new QueryResult(first);
        }
        return new QueryResult(first, cursors.open(search, rest -> project(rest, projection)));
    }

    private Search search(Document query, @Nullable Document order, int skip, int limit) {
        if (order != null && order.containsKey("$natural")) {
            Plan natural = new Plan(documents, null, List.of(Range.ALL), true, isNaturalDescending(order), 0);
            return new Search(natural, query, null, skip, limit, examined);
        }
        long wanted = limit == 0 ? 0 : (long) skip + limit;
        Plan plan = new Planner(documents, query, order, wanted).best(secondaryIndexes());
        return new Search(plan, query, order, skip, limit, examined);
    }

    private List<Document> project(List<Document> found, @Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return found;
        }
        return matchDocumentsFromStream(EVERYTHING, found.stream(), 0, 0, 0, (Comparator<Document>) null, projection)
                .collectDocuments();
    }

    private Iterator<Document> projected(Iterator<Document> found, @Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return found;
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public Document next() {
                return project(List.of(found.next()), projection).getFirst();
            }
        };
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document orderBy, int skip, int limit, int batchSize,
            Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected Document getDocument(byte[] position) {
        byte[] document = documents.get(position);
        if (document == null) {
            throw new NoSuchElementException("No document there");
        }
        return Documents.read(document);
    }

    @Override
    protected byte[] addDocumentInternal(Document document) {
        byte[] bytes = Documents.write(document);
        byte[] position = getIdField() == null ? random() : KeyOrder.of(document.get(getIdField()));
        documents.put(position, bytes);
        return position;
    }

    private static byte[] random() {
        UUID uuid = UUID.randomUUID();
        return ByteBuffer.allocate(17).put((byte) KeyOrder.OBJECT_ID).putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits()).array();
    }

    @Override
    protected void handleUpdate(byte[] position, Document oldDocument, Document newDocument) {
        documents.put(position, Documents.write(newDocument));
    }

    @Override
    public void removeDocument(Document document) {
        for (Index<byte[]> index : getIndexes()) {
            index.remove(document);
        }
        byte[] position = getIdField() == null ? findDocumentPosition(document) : KeyOrder.of(document.get(getIdField()));
        if (position != null) {
            removeDocument(position);
        }
    }

    @Override
    protected void removeDocument(byte[] position) {
        documents.remove(position);
    }

    @Override
    protected Stream<DocumentWithPosition<byte[]>> streamAllDocumentsWithPosition() {
        Cursor<byte[], byte[]> cursor = documents.cursor(null, false);
        Iterable<byte[]> positions = () -> cursor;
        return StreamSupport.stream(positions.spliterator(), false)
                .map(position -> new DocumentWithPosition<>(Documents.read(cursor.getValue()), position));
    }

    /** Compares every index with the documents, entry by entry. */
    @Override
    public Document validate() {
        List<String> errors = secondaryIndexes().stream().flatMap(index -> disagreements(index).stream()).toList();
        return super.validate().append("valid", errors.isEmpty()).append("errors", errors);
    }

    private List<String> disagreements(SecondaryIndex index) {
        List<String> errors = new ArrayList<>();
        long[] expected = {0};
        streamAllDocumentsWithPosition().forEach(found -> {
            long missing = index.missingEntries(found.getDocument(), found.getPosition());
            expected[0] += index.entriesOf(found.getDocument());
            if (missing > 0) {
                errors.add(index.getName() + " lacks " + missing + " entries of " + found.getDocument().get("_id"));
            }
        });
        if (expected[0] != index.getCount()) {
            errors.add(index.getName() + " has " + index.getCount() + " entries, not " + expected[0]);
        }
        return errors;
    }

    @Override
    public int count() {
        return Math.toIntExact(documents.size());
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // the size is counted when it is asked for
    }

    @Override
    protected int getDataSize() {
        long size = 0;
        Cursor<byte[], byte[]> cursor = documents.cursor(null, false);
        while (cursor.hasNext()) {
            cursor.next();
            size += cursor.getValue().length;
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }
}
