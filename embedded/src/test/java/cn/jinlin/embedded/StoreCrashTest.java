package cn.jinlin.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The store's process is killed under writes, again and again: what it acknowledged is there, and the indexes agree. */
class StoreCrashTest {
    private static final int ROUNDS = 4;
    private static final int WRITERS = 6;
    private static final String FILLER = "x".repeat(900);

    @TempDir
    private Path folder;

    /** By document: the version that was acknowledged, and the one that was sent last. -1 stands for deleted. */
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    @Test
    void losesNothingAcknowledgedAndKeepsIndexesInStep() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            writeUntilKilled(round);
            try (EmbeddedStore store = EmbeddedStore.start(folder, 0); MongoClient client = MongoClients.create(store.uri())) {
                verify(client, round);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * WRITERS);
    }

    private void writeUntilKilled(int round) throws Exception {
        try (Child child = Child.start(StoreChild.class, folder.toString());
                MongoClient client = MongoClients.create(child.readLine() + "/?serverSelectionTimeoutMS=2000")) {
            assertThatThrownBy(() -> EmbeddedStore.start(folder, 0)).isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("is in use by another process");
            MongoCollection<Document> ledger = client.getDatabase("jinlin").getCollection("ledger");
            ledger.createIndex(new Document("group", 1).append("version", -1));
            ledger.createIndex(new Document("events.id", 1));
            ledger.createIndex(new Document("pendingSince", 1), new IndexOptions().sparse(true));
            AtomicInteger writes = new AtomicInteger();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "r" + round + "w" + i;
                writers.add(Thread.startVirtualThread(() -> write(ledger, name, writes)));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> writes.get() > 700 + 200 * round);
            child.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    /** Inserts, changes and deletes its own documents until the store is gone. */
    private void write(MongoCollection<Document> ledger, String name, AtomicInteger writes) {
        try {
            for (int i = 0;; i++) {
                String id = name + "-" + i / 4;
                int version = i % 4;
                sent.put(id, version == 3 && i / 4 % 5 == 0 ? -1 : version);
                if (version == 0) {
                    ledger.insertOne(new Document("_id", id).append("version", 0).append("group", name).append("filler", FILLER));
                } else if (sent.get(id) < 0) {
                    ledger.deleteOne(new Document("_id", id));
                } else {
                    Document changes = new Document("$set", new Document("version", version).append("pendingSince", version))
                            .append("$push", new Document("events", new Document("id", id + ":" + version)));
                    assertThat(
                            ledger.updateOne(new Document("_id", id).append("version", version - 1), changes).getModifiedCount())
                            .isOne();
                }
                acknowledged.put(id, sent.get(id));
                writes.incrementAndGet();
            }
        } catch (MongoException gone) {
            writes.incrementAndGet();
        }
    }

    private void verify(MongoClient client, int round) {
        MongoCollection<Document> ledger = client.getDatabase("jinlin").getCollection("ledger");
        Map<String, Integer> kept = new ConcurrentHashMap<>();
        for (Document document : ledger.find().batchSize(500)) {
            kept.put(document.getString("_id"), document.getInteger("version"));
            List<Document> events = document.getList("events", Document.class, List.of());
            assertThat(events).as("%s", document).hasSize(document.getInteger("version"));
        }
        acknowledged.forEach((id, version) -> {
            boolean unknown = !version.equals(sent.get(id));
            int found = kept.getOrDefault(id, -1);
            assertThat(found == version || unknown && found == sent.get(id))
                    .as("round %s: %s was %s, is %s", round, id, version, found).isTrue();
        });
        Document verdict = client.getDatabase("jinlin").runCommand(new Document("validate", "ledger"));
        assertThat(verdict.getList("errors", String.class)).isEmpty();
    }

    /** A store in a JVM of its own, to be killed. */
    static final class StoreChild {
        private StoreChild() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedStore store = EmbeddedStore.start(Path.of(arguments[0]), 0);
            System.out.println(store.uri());
            Thread.currentThread().join();
        }
    }
}
