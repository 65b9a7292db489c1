package cn.jinlin.embedded;

import java.util.concurrent.atomic.AtomicInteger;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** All tables as one commit left them. The pages stay readable until the last reader has let go. */
final class Snapshot {
    /** What the current command reads; unbound inside a write, which reads what it changes. */
    static final ScopedValue<Snapshot> CURRENT = ScopedValue.newInstance();

    private final MVStore store;
    private final MVStore.TxCounter usage;
    private final @Nullable RootReference<byte[], byte[]>[] roots;
    private final AtomicInteger holders = new AtomicInteger(1);

    Snapshot(MVStore store, @Nullable RootReference<byte[], byte[]>[] roots) {
        this.store = store;
        this.roots = roots;
        usage = store.registerVersionUsage();
    }

    /** @return false when it was let go by everybody already */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            store.deregisterVersionUsage(usage);
        }
    }

    RootReference<byte[], byte[]> root(int slot) {
        RootReference<byte[], byte[]> root = slot < roots.length ? roots[slot] : null;
        if (root == null) {
            throw new IllegalStateException("The table is newer than the snapshot");
        }
        return root;
    }
}
