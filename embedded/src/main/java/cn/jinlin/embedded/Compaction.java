package cn.jinlin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Keeps the file in proportion to what lives in it. While the store runs, thinly filled chunks are rewritten and their space
 * is used again; chunks are never moved about, which H2's own compaction does and gets wrong at times. A store that is not
 * running is copied into a new file, which takes the old one's place in one step.
 */
record Compaction(MVStore store, FileStore<?> file) {
    private static final long SMALL = 24L << 20;
    private static final int STEP_BYTES = 4 << 20;
    private static final int COMMIT_BYTES = 8 << 20;

    static Compaction of(MVStore store) {
        return new Compaction(store, Objects.requireNonNull(store.getFileStore()));
    }

    /** Bytes in use by pages that live, about. */
    long live() {
        return file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
    }

    boolean isWorthwhile(int times) {
        return file.size() > SMALL && file.size() > times * live();
    }

    /** Rewrites a little; the caller commits. */
    void step() {
        store.compact(90, STEP_BYTES);
    }

    /** The file must not be open. */
    static void copy(Path from, Path to) {
        try {
            Files.deleteIfExists(to);
            try (MVStore source = Vault.builder(from).readOnly().open(); MVStore target = Vault.builder(to).open()) {
                for (String name : source.getMapNames()) {
                    copy(Vault.map(source, name), Vault.map(target, name), target);
                }
                target.commit();
            }
            try (FileChannel written = FileChannel.open(to, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(to, from, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's file cannot be copied", e);
        }
    }

    private static void copy(MVMap<byte[], byte[]> from, MVMap<byte[], byte[]> to, MVStore target) {
        Cursor<byte[], byte[]> cursor = from.cursor(null);
        long bytes = 0;
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            to.append(key, cursor.getValue());
            bytes += key.length + cursor.getValue().length;
            if (bytes > COMMIT_BYTES) {
                target.commit();
                bytes = 0;
            }
        }
    }
}
