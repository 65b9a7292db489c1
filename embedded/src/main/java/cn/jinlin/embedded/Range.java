package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All keys from those that begin with {@code low} to those that begin with {@code high}, both included. */
record Range(byte[] low, byte[] high) {
    static final Range ALL = new Range(new byte[]{0x01}, new byte[]{(byte) 0xFE});

    static Range point(byte[] key) {
        return new Range(key, key);
    }

    boolean isPoint() {
        return Arrays.equals(low, high);
    }

    /** The first key behind this range; bytes of 0xFF never begin a key, so there always is one. */
    byte[] end() {
        byte[] end = high.clone();
        int last = end.length - 1;
        while (end[last] == (byte) 0xFF) {
            last--;
        }
        end[last]++;
        return Arrays.copyOf(end, last + 1);
    }

    boolean isEmpty() {
        return Arrays.compareUnsigned(low, end()) >= 0;
    }

    /** The same values in an index that stores them in descending order. */
    Range descending() {
        return new Range(complement(high), complement(low));
    }

    Range under(byte[] prefix) {
        return new Range(join(prefix, low), join(prefix, high));
    }

    static List<Range> intersection(List<Range> left, List<Range> right) {
        List<Range> common = new ArrayList<>();
        for (Range one : left) {
            for (Range other : right) {
                Range range = new Range(Arrays.compareUnsigned(one.low, other.low) >= 0 ? one.low : other.low,
                        Arrays.compareUnsigned(one.end(), other.end()) <= 0 ? one.high : other.high);
                if (!range.isEmpty()) {
                    common.add(range);
                }
            }
        }
        return disjoint(common);
    }

    /** The same keys as ranges that are in order and do not overlap. */
    static List<Range> disjoint(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.low, b.low));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || Arrays.compareUnsigned(range.low, last.end()) >= 0) {
                merged.add(range);
            } else if (Arrays.compareUnsigned(range.end(), last.end()) > 0) {
                merged.set(merged.size() - 1, new Range(last.low, range.high));
            }
        }
        return merged;
    }

    static byte[] complement(byte[] key) {
        byte[] complement = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            complement[i] = (byte) ~key[i];
        }
        return complement;
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
