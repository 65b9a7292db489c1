package cn.jinlin.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/** Store and broker together, each in its own folder under one data folder. */
public final class EmbeddedEngines implements AutoCloseable {
    private final EmbeddedStore store;
    private final EmbeddedBroker broker;

    private EmbeddedEngines(EmbeddedStore store, EmbeddedBroker broker) {
        this.store = store;
        this.broker = broker;
    }

    /** On free ports. */
    public static EmbeddedEngines start(Path folder) {
        return start(folder, 0, 0);
    }

    /**
     * Both are started at once; when one of them cannot, the other is stopped again.
     *
     * @throws StartRefusal when a port is taken or the folder is in use
     */
    public static EmbeddedEngines start(Path folder, int storePort, int brokerPort) {
        if (storePort != 0) {
            Ports.refuseTaken(storePort, "store");
        }
        if (brokerPort != 0) {
            Ports.refuseTaken(brokerPort, "broker");
        }
        CompletableFuture<EmbeddedBroker> starting = new CompletableFuture<>();
        Thread.ofPlatform().name("broker-start")
                .start(() -> starting.completeAsync(() -> EmbeddedBroker.start(folder.resolve("broker"), brokerPort),
                        Runnable::run));
        EmbeddedStore store = null;
        RuntimeException refusal = null;
        try {
            store = EmbeddedStore.start(folder.resolve("store"), storePort);
        } catch (RuntimeException e) {
            refusal = e;
        }
        EmbeddedBroker broker = null;
        try {
            broker = starting.join();
        } catch (CompletionException e) {
            refusal = refusal == null && e.getCause() instanceof RuntimeException cause ? cause : refusal;
        }
        if (store != null && broker != null) {
            return new EmbeddedEngines(store, broker);
        }
        closeAll(broker, store);
        throw refusal == null ? new IllegalStateException("An engine did not start") : refusal;
    }

    private static void closeAll(@Nullable EmbeddedBroker broker, @Nullable EmbeddedStore store) {
        try {
            if (broker != null) {
                broker.close();
            }
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }

    /** Of the store, without a database. */
    public String uri() {
        return store.uri();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The broker first: what it still gets from a relay can be sent again, what the store answered cannot. */
    @Override
    public void close() {
        closeAll(broker, store);
    }
}
