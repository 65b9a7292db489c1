package cn.jinlin.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import org.jspecify.annotations.Nullable;

/**
 * An index as an ordered table: each entry is the key's bytes followed by the document's position. It changes in the same
 * write as its document, so the two never disagree after a crash.
 */
final class SecondaryIndex extends Index<byte[]> {
    private static final byte[] STATE = {0x00};

    private final Table entries;
    private final KeyPattern pattern;
    private final boolean unique;

    SecondaryIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique, Table entries) {
        super(name, keys, sparse);
        this.entries = entries;
        this.unique = unique;
        pattern = new KeyPattern(keys);
        if (!isBuilt()) {
            entries.clear();
        }
    }

    Table entries() {
        return entries;
    }

    boolean sparse() {
        return isSparse();
    }

    /** Bit i is set once field i has met an array. Kept in the table itself under a key before all others. */
    long arrays() {
        byte[] state = entries.get(STATE);
        return state == null ? 0 : ByteBuffer.wrap(state).getLong();
    }

    private boolean isBuilt() {
        return entries.contains(STATE);
    }

    void markBuilt() {
        markArrays(arrays());
    }

    private void markArrays(long arrays) {
        entries.put(STATE, ByteBuffer.allocate(8).putLong(arrays).array());
    }

    static byte[] position(byte[] entry, byte[] keyLength) {
        return Arrays.copyOfRange(entry, ByteBuffer.wrap(keyLength).getInt(), entry.length);
    }

    private TreeSet<byte[]> keysOf(Document document) {
        KeyPattern.Keys keys = pattern.keysOf(document);
        return isSparse() && keys.absent() ? new TreeSet<>(Arrays::compareUnsigned) : keys.keys();
    }

    int entriesOf(Document document) {
        return keysOf(document).size();
    }

    long missingEntries(Document document, byte[] position) {
        return keysOf(document).stream().filter(key -> !entries.contains(Range.join(key, position))).count();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<byte[]> collection) {
        refuseTaken(keysOf(document), null, document, collection);
    }

    private void refuseTaken(TreeSet<byte[]> keys, byte @Nullable [] owner, Document document,
            MongoCollection<byte[]> collection) {
        if (!unique) {
            return;
        }
        for (byte[] key : keys) {
            if (entries.holdsOther(key, owner == null ? null : Range.join(key, owner))) {
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(valuesOf(document)));
            }
        }
    }

    private List<@Nullable Object> valuesOf(Document document) {
        List<@Nullable Object> values = new ArrayList<>();
        for (IndexKey field : getKeys()) {
            Object value = Utils.getSubdocumentValueCollectionAware(document, field.getKey());
            values.add(value instanceof Missing ? null : value);
        }
        return values;
    }

    @Override
    public void add(Document document, byte[] position, MongoCollection<byte[]> collection) {
        TreeSet<byte[]> keys = keysOf(document);
        refuseTaken(keys, position, document, collection);
        keys.forEach(key -> put(key, position));
        rememberArrays(document);
    }

    private void put(byte[] key, byte[] position) {
        entries.put(Range.join(key, position), ByteBuffer.allocate(4).putInt(key.length).array());
    }

    private void rememberArrays(Document document) {
        long met = pattern.keysOf(document).arrays();
        if (met != 0 && (arrays() | met) != arrays()) {
            markArrays(arrays() | met);
        }
    }

    @Override
    public byte @Nullable [] remove(Document document) {
        byte[] position = KeyOrder.of(document.get("_id"));
        keysOf(document).forEach(key -> entries.remove(Range.join(key, position)));
        return position;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<byte[]> collection) {
        if (!unique) {
            return;
        }
        TreeSet<byte[]> keys = keysOf(newDocument);
        keys.removeAll(keysOf(oldDocument));
        refuseTaken(keys, null, newDocument, collection);
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, byte[] position, MongoCollection<byte[]> collection) {
        if (pattern.isSame(oldDocument, newDocument)) {
            return;
        }
        TreeSet<byte[]> before = keysOf(oldDocument);
        TreeSet<byte[]> after = keysOf(newDocument);
        before.stream().filter(key -> !after.contains(key)).forEach(key -> entries.remove(Range.join(key, position)));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> put(key, position));
        rememberArrays(newDocument);
    }

    /** The _id index alone answers this. */
    @Override
    public byte @Nullable [] getPosition(Document document) {
        return null;
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
        return Math.max(0, entries.size() - 1);
    }

    /** An index that was built is never built again, whether or not it has entries. */
    @Override
    public boolean isEmpty() {
        return !isBuilt();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public void drop() {
        // the database drops the table
    }
}
