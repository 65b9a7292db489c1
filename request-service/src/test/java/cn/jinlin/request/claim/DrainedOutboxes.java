package cn.jinlin.request.claim;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import org.bson.Document;

import cn.jinlin.kit.store.Outboxes;

/** Takes events out of the documents as the relay does, and sends them nowhere. */
final class DrainedOutboxes implements Outboxes {
    private final Map<String, MongoCollection<Document>> collections = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();

    DrainedOutboxes() {
        Thread.ofPlatform().daemon().name("drain").start(this::drain);
    }

    @Override
    public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {
        collections.put(collection, documents);
    }

    @Override
    public void committed(String collection, String id) {
        written.add(collection + '/' + id);
    }

    private void drain() {
        try {
            while (true) {
                String next = written.take();
                written.removeIf(next::equals);
                String[] words = next.split("/");
                drain(collections.get(words[0]), words[1]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(MongoCollection<Document> documents, String id) {
        Document document = documents.find(Filters.eq("_id", id)).projection(Projections.include("outbox")).first();
        List<Document> events = document == null ? List.of() : document.getList("outbox", Document.class, List.of());
        if (!events.isEmpty()) {
            documents.updateOne(Filters.eq("_id", id),
                    Updates.pull("outbox", Filters.in("id", events.stream().map(event -> event.getString("id")).toList())));
        }
    }
}
