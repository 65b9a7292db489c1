package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import org.jspecify.annotations.Nullable;

/** The fields of an index in their order, and the keys that a document has under them: several where a field is an array. */
final class KeyPattern {
    private static final Object EMPTY_ARRAY = new Object();

    private final List<IndexKey> fields;
    private final String[][] paths;

    KeyPattern(List<IndexKey> fields) {
        this.fields = fields;
        paths = fields.stream().map(field -> field.getKey().split("\\.")).toArray(String[][]::new);
    }

    List<IndexKey> fields() {
        return fields;
    }

    /**
     * @param keys distinct, in order
     * @param arrays bit i is set when field i met an array
     * @param absent whether no field is there at all
     */
    record Keys(TreeSet<byte[]> keys, long arrays, boolean absent) {}

    /** @throws CannotIndexParallelArraysError when two fields lead into different arrays */
    Keys keysOf(Document document) {
        Expansion expansion = new Expansion();
        Object[] values = new Object[paths.length];
        Arrays.fill(values, document);
        expansion.expand(values, new int[paths.length]);
        return new Keys(expansion.keys, expansion.arrays, expansion.absent);
    }

    /** Whether nothing that the fields could look into differs; then the keys are the same without making them. */
    boolean isSame(Document one, Document other) {
        return Arrays.stream(paths).allMatch(path -> Objects.equals(one.getOrMissing(path[0]), other.getOrMissing(path[0])));
    }

    /** Compares arrays by identity: two equal arrays in different fields are still two. */
    @SuppressWarnings("ReferenceEquality")
    private final class Expansion {
        private final TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        private long arrays;
        private boolean absent = true;

        /** @param depth of each field: how much of its path is walked; beyond the path once an element was taken. */
        void expand(Object[] values, int[] depth) {
            Collection<?> array = null;
            int owner = -1;
            for (int i = 0; i < values.length; i++) {
                descend(values, depth, i);
                if (depth[i] <= paths[i].length && values[i] instanceof Collection<?> found) {
                    if (array != null && array != found) {
                        throw new CannotIndexParallelArraysError(List.of(fields.get(owner).getKey(), fields.get(i).getKey()));
                    }
                    array = found;
                    owner = i;
                }
            }
            if (array == null) {
                emit(values);
            } else {
                elements(array, values, depth);
            }
        }

        private void descend(Object[] values, int[] depth, int i) {
            while (depth[i] < paths[i].length && !(values[i] instanceof Collection)) {
                values[i] = values[i] instanceof Document document
                        ? document.getOrMissing(paths[i][depth[i]])
                        : Missing.getInstance();
                depth[i]++;
            }
        }

        private void elements(Collection<?> array, Object[] values, int[] depth) {
            Collection<?> elements = array.isEmpty() ? List.of(EMPTY_ARRAY) : array;
            for (Object element : elements) {
                Object[] next = values.clone();
                int[] nextDepth = depth.clone();
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == array) {
                        arrays |= 1L << i;
                        boolean last = depth[i] == paths[i].length;
                        next[i] = element == EMPTY_ARRAY && !last ? Missing.getInstance() : element;
                        nextDepth[i] = last ? depth[i] + 1 : depth[i];
                    }
                }
                expand(next, nextDepth);
            }
        }

        private void emit(Object[] values) {
            byte[][] parts = new byte[values.length][];
            for (int i = 0; i < values.length; i++) {
                absent &= values[i] instanceof Missing;
                parts[i] = part(i, values[i]);
            }
            keys.add(concatenated(parts));
        }
    }

    private byte[] part(int field, @Nullable Object value) {
        byte[] key = value == EMPTY_ARRAY ? new byte[]{KeyOrder.EMPTY_ARRAY} : KeyOrder.of(value);
        return fields.get(field).isAscending() ? key : Range.complement(key);
    }

    private static byte[] concatenated(byte[][] parts) {
        byte[] joined = parts[0];
        for (int i = 1; i < parts.length; i++) {
            joined = Range.join(joined, parts[i]);
        }
        return joined;
    }

    /** A pattern of one field each: the keys to sort by where no index serves the order. */
    static List<KeyPattern> sortedBy(Document order) {
        List<KeyPattern> patterns = new ArrayList<>();
        order.forEach((field, direction) -> patterns
                .add(new KeyPattern(List.of(new IndexKey(field, ((Number) direction).intValue() > 0)))));
        return patterns;
    }

    /** The least key of each pattern, which for an array is its least element, or its greatest when descending. */
    static byte[] sortKey(List<KeyPattern> order, Document document) {
        return concatenated(order.stream().map(field -> field.keysOf(document).keys().getFirst()).toArray(byte[][]::new));
    }
}
