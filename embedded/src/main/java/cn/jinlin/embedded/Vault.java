package cn.jinlin.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * The tables and their file. A write is on its way to the file before {@link #write} returns, so that killing the process
 * loses nothing that was answered (a power cut may: the file is not forced to the disk each time). Writers that wait
 * together share one commit. A commit never falls between the steps of a write, and a reader sees committed writes only.
 */
final class Vault implements AutoCloseable {
    private static final int CACHE_MEGABYTES = 24;
    private static final int PAGE_BYTES = 8 * 1024;
    /** A chunk this young is not written over, nor are the last five versions: with less, H2 can spoil its file. */
    private static final int RETENTION_MILLIS = 2_000;
    private static final int MOST_TIMES = 2;
    private static final int MOST_TIMES_AT_START = 6;
    /** What can be copied while somebody waits for the process to stop. */
    private static final long COPIED_AT_STOP = 64L << 20;

    private final Path file;
    private final MVStore store;
    private final List<@Nullable Table> tables = new ArrayList<>();
    /** Fair, so that writers which came while one commit ran are all applied before the next. */
    private final ReentrantLock mutation = new ReentrantLock(true);
    private final ReentrantLock committing = new ReentrantLock();
    private long applied;
    private long durable;
    private volatile Snapshot latest;

    private Vault(Path file, MVStore store) {
        this.file = file;
        this.store = store;
        latest = snapshot();
    }

    /** @throws StartRefusal when the file is in use or cannot be read */
    static Vault open(Path file) {
        try {
            MVStore store = builder(file).open();
            if (Compaction.of(store).isWorthwhile(MOST_TIMES_AT_START)) {
                store.close();
                Compaction.copy(file, copyOf(file));
                store = builder(file).open();
            }
            store.setRetentionTime(RETENTION_MILLIS);
            return new Vault(file, store);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StartRefusal("The data folder " + file.getParent() + " is in use by another process", e);
            }
            throw new StartRefusal("The store " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    static MVStore.Builder builder(Path file) {
        return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES);
    }

    static MVMap<byte[], byte[]> map(MVStore store, String name) {
        return store.openMap(name,
                new MVMap.Builder<byte[], byte[]>().keyType(ByteArrayDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    private static Path copyOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".copy");
    }

    /** Applies the change whole, and returns when it is durable; what it throws is thrown after that, too. */
    <T> T write(Supplier<T> change) {
        long ticket = 0;
        try {
            mutation.lock();
            try {
                return change.get();
            } finally {
                ticket = ++applied;
                mutation.unlock();
            }
        } finally {
            settle(ticket);
        }
    }

    /** Answers from the last commit, whatever is written meanwhile. */
    <T> T read(Supplier<T> question) {
        Snapshot snapshot = latest;
        while (!snapshot.hold()) {
            Thread.onSpinWait();
            snapshot = latest;
        }
        try {
            return ScopedValue.where(Snapshot.CURRENT, snapshot).call(question::get);
        } finally {
            snapshot.release();
        }
    }

    private void settle(long ticket) {
        committing.lock();
        try {
            if (durable < ticket) {
                mutation.lock();
                try {
                    long upTo = applied;
                    commit();
                    durable = upTo;
                } finally {
                    mutation.unlock();
                }
            }
        } finally {
            committing.unlock();
        }
    }

    private void commit() {
        store.commit();
        if (store.isClosed()) {
            throw new IllegalStateException("The store is closed", store.getPanicException());
        }
        publish();
    }

    private void publish() {
        Snapshot former = latest;
        latest = snapshot();
        former.release();
    }

    private Snapshot snapshot() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        RootReference<byte[], byte[]>[] roots = new RootReference[tables.size()];
        for (int slot = 0; slot < roots.length; slot++) {
            Table table = tables.get(slot);
            roots[slot] = table == null ? null : table.map().getRoot();
        }
        return new Snapshot(store, roots);
    }

    List<String> tableNames() {
        return List.copyOf(store.getMapNames());
    }

    /** Inside a write, as are all changes of tables. */
    Table table(String name) {
        MVMap<byte[], byte[]> map = store.openMap(name,
                new MVMap.Builder<byte[], byte[]>().keyType(ByteArrayDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        for (Table table : tables) {
            if (table != null && table.map() == map) {
                return table;
            }
        }
        int free = tables.indexOf(null);
        Table table = new Table(map, free < 0 ? tables.size() : free);
        if (free < 0) {
            tables.add(table);
        } else {
            tables.set(free, table);
        }
        return table;
    }

    void drop(Table table) {
        store.removeMap(table.map());
        tables.set(table.slot(), null);
    }

    void rename(Table table, String name) {
        store.renameMap(table.map(), name);
    }

    long fileSize() {
        return Objects.requireNonNull(store.getFileStore()).size();
    }

    /** Rewrites a little of what is thinly filled, when the file is much larger than what lives in it. */
    void tidy() {
        mutation.lock();
        try {
            Compaction compaction = Compaction.of(store);
            if (compaction.isWorthwhile(MOST_TIMES)) {
                compaction.step();
                commit();
            }
        } finally {
            mutation.unlock();
        }
    }

    @Override
    public void close() {
        mutation.lock();
        try {
            latest.release();
            Compaction compaction = Compaction.of(store);
            boolean copy = compaction.isWorthwhile(MOST_TIMES) && compaction.live() < COPIED_AT_STOP;
            store.close();
            if (copy) {
                Compaction.copy(file, copyOf(file));
            }
        } finally {
            mutation.unlock();
        }
    }
}
