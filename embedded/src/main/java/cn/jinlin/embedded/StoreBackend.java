package cn.jinlin.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/**
 * Takes each command down its lane: reads answer from the last commit, writes are durable before they answer, and what
 * changes the shape of a database (collections, indexes) runs with no reader about.
 */
final class StoreBackend extends AbstractMongoBackend {
    private static final Set<String> SHAPES = Set.of("create", "createindexes", "drop", "dropindexes", "dropdatabase",
            "renamecollection");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");
    private static final Set<String> UNBOUND = Set.of("ping", "buildinfo", "whatsmyuri", "serverstatus", "killcursors");

    private final Vault vault;
    private final OpenCursors cursors = new OpenCursors(getCursorRegistry());
    private final LongAdder examined = new LongAdder();
    private final ReadWriteLock shape = new ReentrantReadWriteLock();

    StoreBackend(Vault vault) {
        this.vault = vault;
        vault.write(() -> {
            vault.tableNames().stream().filter(name -> name.startsWith(StoreDatabase.DOCUMENTS))
                    .map(name -> Utils.firstFragment(name.substring(StoreDatabase.DOCUMENTS.length()))).distinct()
                    .forEach(this::resolveDatabase);
            return true;
        });
    }

    LongAdder examined() {
        return examined;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        Refusals.check(name, query);
        if (name.equals("hello") || name.equals("ismaster")) {
            return hello(channel, database);
        }
        if (name.equals("listdatabases")) {
            return databases();
        }
        if (SHAPES.contains(name) || changes(name, query)) {
            return reshape(channel, database, command, query);
        }
        if (WRITES.contains(name)) {
            return write(channel, database, command, query);
        }
        return UNBOUND.contains(name)
                ? super.handleCommand(channel, database, command, query)
                : read(channel, database, command, query);
    }

    private Document read(Channel channel, String database, String command, Document query) {
        shape.readLock().lock();
        try {
            if (isKnown(database)) {
                return vault.read(() -> super.handleCommand(channel, database, command, query));
            }
        } finally {
            shape.readLock().unlock();
        }
        return reshape(channel, database, command, query);
    }

    /** Many writers hold the read lock, which keeps the collection there, while the vault takes them in turn. */
    private Document write(Channel channel, String database, String command, Document query) {
        shape.readLock().lock();
        try {
            if (isKnown(database)
                    && resolveDatabase(database).resolveCollection(String.valueOf(query.get(command)), false) != null) {
                return vault.write(() -> super.handleCommand(channel, database, command, query));
            }
        } finally {
            shape.readLock().unlock();
        }
        return reshape(channel, database, command, query);
    }

    private Document reshape(Channel channel, String database, String command, Document query) {
        shape.writeLock().lock();
        try {
            return vault.write(() -> super.handleCommand(channel, database, command, query));
        } finally {
            shape.writeLock().unlock();
        }
    }

    private static boolean changes(String command, Document query) {
        return command.equals("aggregate") && query.get("pipeline") instanceof List<?> pipeline && !pipeline.isEmpty()
                && pipeline.getLast() instanceof Document last && (last.containsKey("$out") || last.containsKey("$merge"));
    }

    private boolean isKnown(String database) {
        return listDatabaseNames().contains(database);
    }

    private Document hello(Channel channel, String database) {
        return super.handleCommand(channel, database, "ismaster", new Document()).append("isWritablePrimary", true)
                .append("helloOk", true).append("readOnly", false);
    }

    private Document databases() {
        shape.readLock().lock();
        try {
            List<Document> databases = listDatabaseNames().stream().sorted()
                    .map(name -> new Document("name", name).append("sizeOnDisk", vault.fileSize())
                            .append("empty", resolveDatabase(name).isEmpty()))
                    .toList();
            return new Document("databases", databases).append("ok", 1.0);
        } finally {
            shape.readLock().unlock();
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, cursors, vault, examined);
    }

    @Override
    public void close() {
        super.close();
        vault.close();
    }
}
