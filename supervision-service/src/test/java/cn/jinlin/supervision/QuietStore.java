package cn.jinlin.supervision;

import java.time.Clock;
import java.time.Duration;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.Store;

/** A store that publishes nothing, on a database of the test's own and by the test's clock. */
public final class QuietStore {
    private QuietStore() {}

    public static Store of(MongoDatabase database, Clock clock) {
        return new Store(database, clock, new NothingToSend(), new Store.Settings(Duration.ofSeconds(30), 1_000));
    }

    private static final class NothingToSend implements Outboxes {
        @Override
        public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {
            // nothing is published by these tests
        }

        @Override
        public void committed(String collection, String id) {
            // nothing is published by these tests
        }
    }
}
