package cn.jinlin.embedded;

import java.util.List;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import org.jspecify.annotations.Nullable;

/** The index on _id, which is the order of the documents themselves. */
final class IdIndex extends Index<byte[]> {
    private final Table documents;

    IdIndex(String name, Table documents) {
        super(name, List.of(new IndexKey("_id", true)), false);
        this.documents = documents;
    }

    @Override
    public byte @Nullable [] getPosition(Document document) {
        byte[] position = KeyOrder.of(document.get("_id"));
        return documents.contains(position) ? position : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<byte[]> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
        }
    }

    /** Refuses a document that cannot be kept, before anything is changed. */
    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<byte[]> collection) {
        Documents.write(newDocument);
    }

    @Override
    public byte @Nullable [] remove(Document document) {
        return getPosition(document);
    }

    @Override
    public void add(Document document, byte[] position, MongoCollection<byte[]> collection) {
        // the document is its own entry
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, byte[] position, MongoCollection<byte[]> collection) {
        // an _id never changes
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<byte[]> getPositions(Document query) {
        throw new UnsupportedOperationException("Queries are planned by the collection");
    }

    @Override
    public long getCount() {
        return documents.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // goes with the documents
    }
}
