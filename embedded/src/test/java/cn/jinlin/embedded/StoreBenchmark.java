package cn.jinlin.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

/**
 * Measures a store at 40,000 documents of 2 KB: look-ups, lists and commits by version, by 1 and by 8 clients. With a
 * connection string as its argument it measures that server, else a store of its own in a throw-away folder.
 */
public final class StoreBenchmark {
    private static final int DOCUMENTS = 40_000;
    private static final long SECONDS = Long.getLong("seconds", 5);

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            measure(arguments[0], null);
            return;
        }
        Path folder = Files.createTempDirectory("store-benchmark");
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0)) {
            measure(store.uri(), folder.resolve("store.mv"));
        }
        report("file after close MB", Files.size(folder.resolve("store.mv")) >> 20);
    }

    private static void measure(String uri, Path file) throws Exception {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> orders = client.getDatabase("benchmark").getCollection("orders");
            orders.drop();
            long start = System.nanoTime();
            fill(orders);
            report("insert/s", DOCUMENTS * 1_000_000_000L / (System.nanoTime() - start));
            orders.createIndex(new Document("communityId", 1).append("status", 1).append("startsAt", 1));
            orders.createIndex(new Document("dueAt", 1));
            for (int clients : new int[]{1, 8}) {
                run("find _id", clients, random -> orders.find(new Document("_id", id(random))).first());
                run("list 20 by index", clients, random -> orders.find(new Document("communityId", "c" + random.nextInt(73))
                        .append("status", "S1")).sort(new Document("startsAt", 1).append("_id", 1)).limit(20)
                        .into(new ArrayList<>()));
                run("commit {_id, version}", clients, random -> commit(orders, random));
                size(file);
            }
            run("unindexed list", 1,
                    random -> orders.find(new Document("filler", "none")).sort(new Document("version", 1)).limit(20)
                            .into(new ArrayList<>()));
        }
    }

    private static void size(Path file) throws Exception {
        if (file != null) {
            report("file MB", Files.size(file) >> 20);
        }
    }

    private static String id(Random random) {
        return "order-%08d".formatted(random.nextInt(DOCUMENTS));
    }

    private static void fill(MongoCollection<Document> orders) {
        String filler = "文".repeat(600);
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            batch.add(new Document("_id", "order-%08d".formatted(i)).append("version", 0L).append("communityId", "c" + i % 73)
                    .append("status", "S" + i % 7).append("startsAt", i * 31 % DOCUMENTS).append("dueAt", i)
                    .append("filler", filler)
                    .append("outbox", List.of()));
            if (batch.size() == 1_000) {
                orders.insertMany(batch);
                batch.clear();
            }
        }
    }

    private static void commit(MongoCollection<Document> orders, Random random) {
        String id = id(random);
        Object version = orders.find(new Document("_id", id)).projection(new Document("version", 1)).first().get("version");
        orders.updateOne(new Document("_id", id).append("version", version),
                new Document("$inc", new Document("version", 1L)).append("$set", new Document("dueAt", random.nextInt(DOCUMENTS)))
                        .append("$push",
                                new Document("outbox", new Document("$each", List.of(new Document("id", random.nextLong())))
                                        .append("$slice", -3))));
    }

    private static void run(String name, int clients, Consumer<Random> work) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(clients);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        for (int i = 0; i < clients; i++) {
            Random random = new Random(i);
            Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    work.accept(random);
                    done.incrementAndGet();
                }
                ended.countDown();
            });
        }
        ended.await();
        report(name + "/s by " + clients, done.get() * 1_000_000_000L / (System.nanoTime() - start));
        report("   CPU µs of this JVM each", (cpuNanos() - cpu) / 1_000 / Math.max(1, done.get()));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void report(String what, long figure) {
        System.out.println(String.format(Locale.ROOT, "%-32s %,10d", what, figure));
    }
}
