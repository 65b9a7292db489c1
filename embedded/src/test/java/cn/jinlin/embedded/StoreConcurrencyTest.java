package cn.jinlin.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StoreConcurrencyTest {
    @TempDir
    private Path folder;

    @Test
    void neverShowsHalfOfAWrite() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0); MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = client.getDatabase("jinlin").getCollection("torn");
            collection.createIndex(new Document("first", 1));
            collection.insertOne(new Document("_id", 1).append("first", 0).append("list", List.of(0, 0, 0)).append("last", 0));
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong reads = new AtomicLong();
            runAll(List.of(() -> {
                for (int i = 1; i <= 1_500; i++) {
                    collection.updateOne(new Document("_id", 1).append("first", i - 1),
                            new Document("$set", new Document("first", i).append("list", List.of(i, i, i)).append("last", i)));
                }
                ended.set(true);
                return null;
            }, () -> readUntil(ended, reads, collection), () -> readUntil(ended, reads, collection)));
            assertThat(collection.find().first()).containsEntry("last", 1_500);
            assertThat(reads).hasValueGreaterThan(500);
        }
    }

    private static Void readUntil(AtomicBoolean ended, AtomicLong reads, MongoCollection<Document> collection) {
        int newest = 0;
        while (!ended.get()) {
            Document document = collection.find(new Document("first", new Document("$gte", newest))).first();
            assertThat(document).isNotNull();
            int first = document.getInteger("first");
            assertThat(first).isGreaterThanOrEqualTo(newest);
            assertThat(document).containsEntry("last", first).containsEntry("list", List.of(first, first, first));
            newest = first;
            reads.incrementAndGet();
        }
        return null;
    }

    @Test
    void appliesEachOfManyWritersOnceInASharedCommit() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0); MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = client.getDatabase("jinlin").getCollection("race");
            collection.insertOne(new Document("_id", 1).append("version", 0).append("taken", List.of()));
            AtomicLong won = new AtomicLong();
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int name = writer;
                writers.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        int version = collection.find(new Document("_id", 1)).first().getInteger("version");
                        won.addAndGet(collection.updateOne(new Document("_id", 1).append("version", version), new Document("$set",
                                new Document("version", version + 1)).append("$push", new Document("taken", name)))
                                .getModifiedCount());
                    }
                    return null;
                });
            }
            runAll(writers);
            Document after = collection.find().first();
            assertThat(after.getInteger("version")).isEqualTo(won.intValue()).isPositive();
            assertThat(after.getList("taken", Integer.class)).hasSize(won.intValue());
        }
    }

    @Test
    void keepsTheFileInProportionToWhatLivesInIt() throws Exception {
        String filler = "x".repeat(2_000);
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0); MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = client.getDatabase("jinlin").getCollection("growth");
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                documents.add(new Document("_id", i).append("version", 0).append("filler", filler));
            }
            collection.insertMany(documents);
            for (int i = 0; i < 6_000; i++) {
                collection.updateOne(new Document("_id", i * 7919 % 2_000), new Document("$inc", new Document("version", 1)));
            }
        }
        assertThat(Files.size(folder.resolve("store.mv"))).isLessThan(40L << 20);
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0); MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = client.getDatabase("jinlin").getCollection("growth");
            assertThat(collection.find(new Document("version", 3))).hasSize(2_000);
        }
    }

    private static void runAll(List<Callable<Void>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> future : threads.invokeAll(work)) {
                future.get();
            }
        }
    }
}
