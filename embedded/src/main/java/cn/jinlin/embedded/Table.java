package cn.jinlin.embedded;

import java.util.Arrays;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** An ordered map of bytes in the vault. Read as of the current snapshot, or as it is now inside a write. */
final class Table {
    private final MVMap<byte[], byte[]> map;
    private final int slot;

    Table(MVMap<byte[], byte[]> map, int slot) {
        this.map = map;
        this.slot = slot;
    }

    MVMap<byte[], byte[]> map() {
        return map;
    }

    int slot() {
        return slot;
    }

    private RootReference<byte[], byte[]> root() {
        return Snapshot.CURRENT.isBound() ? Snapshot.CURRENT.get().root(slot) : map.getRoot();
    }

    byte @Nullable [] get(byte[] key) {
        return map.get(root().root, key);
    }

    boolean contains(byte[] key) {
        return get(key) != null;
    }

    byte @Nullable [] put(byte[] key, byte[] value) {
        return map.put(key, value);
    }

    byte @Nullable [] remove(byte[] key) {
        return map.remove(key);
    }

    void clear() {
        map.clear();
    }

    long size() {
        return root().getTotalCount();
    }

    /** Ascending from the first key at or behind {@code from}, or descending from the last at or before it. */
    Cursor<byte[], byte[]> cursor(byte @Nullable [] from, boolean descending) {
        return map.cursor(root(), from, null, descending);
    }

    /** How many keys the range holds just now: an estimate for planning, at the cost of two look-ups. */
    long count(Range range) {
        return rank(range.end()) - rank(range.low());
    }

    private long rank(byte[] key) {
        long index = map.getKeyIndex(key);
        return index < 0 ? -index - 1 : index;
    }

    /** Whether a key other than {@code except} begins with the prefix. */
    boolean holdsOther(byte[] prefix, byte @Nullable [] except) {
        byte[] end = Range.point(prefix).end();
        Cursor<byte[], byte[]> cursor = cursor(prefix, false);
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (Arrays.compareUnsigned(key, end) >= 0) {
                return false;
            }
            if (!Arrays.equals(key, except)) {
                return true;
            }
        }
        return false;
    }
}
