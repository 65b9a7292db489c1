package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a query looks at, and in what order: those under some ranges of one index, or of the documents
 * themselves where there is none. They are candidates only; the matcher decides.
 *
 * @param ordered whether the walk already has the wanted order
 * @param estimate how many entries the ranges hold, about
 */
record Plan(Table documents, @Nullable SecondaryIndex index, List<Range> ranges, boolean ordered, boolean descending,
        long estimate) {

    /** A candidate: the entry it was found by (where a later walk can go on), its position, its bytes. */
    record Found(byte[] entry, byte[] position, byte[] document) {}

    /** Whether one document can be met more than once. */
    boolean repeats() {
        return index != null && index.arrays() != 0;
    }

    Iterator<Found> walk(byte @Nullable [] after) {
        return new Walk(after);
    }

    private final class Walk implements Iterator<Found> {
        private final Table entries = index == null ? documents : index.entries();
        private final Iterator<Range> rest;
        private final byte @Nullable [] after;
        private Range range = Range.ALL;
        private @Nullable Cursor<byte[], byte[]> cursor;
        private @Nullable Found next;

        Walk(byte @Nullable [] after) {
            this.after = after;
            List<Range> order = new ArrayList<>(ranges);
            if (after != null) {
                order.removeIf(passed -> descending ? isBefore(after, passed.low()) : !isBefore(after, passed.end()));
            }
            rest = (descending ? order.reversed() : order).iterator();
        }

        @Override
        public boolean hasNext() {
            while (next == null && (cursor != null || rest.hasNext())) {
                if (cursor == null) {
                    range = rest.next();
                    cursor = entries.cursor(descending ? range.end() : range.low(), descending);
                }
                step(cursor);
            }
            return next != null;
        }

        private void step(Cursor<byte[], byte[]> cursor) {
            if (!cursor.hasNext()) {
                this.cursor = null;
                return;
            }
            byte[] entry = cursor.next();
            boolean within = isBefore(entry, range.end()) && !isBefore(entry, range.low());
            if (within && isAhead(entry)) {
                next = found(entry, cursor.getValue());
            } else if (!within && (descending ? isBefore(entry, range.low()) : !isBefore(entry, range.end()))) {
                this.cursor = null;
            }
        }

        private boolean isAhead(byte[] entry) {
            return after == null || (descending ? isBefore(entry, after) : isBefore(after, entry));
        }

        private @Nullable Found found(byte[] entry, byte[] value) {
            if (index == null) {
                return new Found(entry, entry, value);
            }
            byte[] position = SecondaryIndex.position(entry, value);
            byte[] document = documents.get(position);
            return document == null ? null : new Found(entry, position, document);
        }

        @Override
        public Found next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Found found = next;
            next = null;
            return found;
        }
    }

    private static boolean isBefore(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other) < 0;
    }
}
