package cn.jinlin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-wire store in this JVM, on 127.0.0.1, kept in one file. Every write that was answered survives a kill of the
 * process (not a power cut), documents and indexes together. What it cannot do as MongoDB does, it refuses.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final int TIDY_MILLIS = 250;

    private final FolderLock lock;
    private final Vault vault;
    private final StoreBackend backend;
    private final StoreDoor door;
    private final @Nullable Path throwAway;
    private final ScheduledExecutorService housekeeper;

    private EmbeddedStore(Path folder, int port, @Nullable Path throwAway) {
        this.throwAway = throwAway;
        lock = FolderLock.take(folder);
        try {
            vault = Vault.open(folder.resolve("store.mv"));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            backend = new StoreBackend(vault);
            door = new StoreDoor(backend, port);
        } catch (RuntimeException e) {
            vault.close();
            lock.close();
            throw e;
        }
        housekeeper = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("store-housekeeper", true));
        housekeeper.scheduleWithFixedDelay(this::tidy, TIDY_MILLIS, TIDY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * @param folder where the data is kept; null for a throw-away store, whose data goes when it is closed
     * @param port 0 for a free one
     * @throws StartRefusal when the port is taken or the folder is in use
     */
    public static EmbeddedStore start(@Nullable Path folder, int port) {
        try {
            if (folder == null) {
                Path temporary = Files.createTempDirectory("embedded-store");
                return new EmbeddedStore(temporary, port, temporary);
            }
            return new EmbeddedStore(Files.createDirectories(folder), port, null);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be made", e);
        }
    }

    /** The connection string, without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port();
    }

    public int port() {
        return door.port();
    }

    /** How many documents queries have looked at since the start. */
    long examinedDocuments() {
        return backend.examined().sum();
    }

    private void tidy() {
        try {
            vault.tidy();
        } catch (RuntimeException e) {
            log.warn("The store's file could not be tidied", e);
        }
    }

    /** Clients first, then the file, which is compacted a little. */
    @Override
    public void close() {
        housekeeper.shutdownNow();
        door.close();
        backend.close();
        lock.close();
        if (throwAway != null) {
            deleteQuietly(throwAway.resolve("store.mv"));
            deleteQuietly(throwAway.resolve("in-use.lock"));
            deleteQuietly(throwAway);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.debug("A temporary file stays: {}", path, e);
        }
    }
}
