package cn.jinlin.embedded;

import java.util.Objects;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/** Keeps the file in proportion to what lives in it: first thin chunks are rewritten, then the last ones are moved into the gaps. */
record Compaction(MVStore store, RandomAccessStore file) {
    private static final long SMALL = 24L << 20;
    private static final int LIVE_PERCENT = 40;
    private static final int STEP_BYTES = 4 << 20;

    static Compaction of(MVStore store) {
        return new Compaction(store, (RandomAccessStore) Objects.requireNonNull(store.getFileStore()));
    }

    /** Bytes in use by pages that live, about. */
    private long live() {
        return file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
    }

    boolean isWorthwhile() {
        return file.size() > SMALL && live() < file.size() / 100 * LIVE_PERCENT;
    }

    void step() {
        if (file.getChunksFillRate() < file.getFillRate()) {
            store.compact(100, STEP_BYTES);
        } else {
            file.compactMoveChunks(100, STEP_BYTES, store);
        }
    }
}
