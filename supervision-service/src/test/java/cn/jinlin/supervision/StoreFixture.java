package cn.jinlin.supervision;

import java.time.Clock;
import java.time.Duration;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.Store;

/** A store on a database of its own, whose clock the test moves and whose events nobody sends. */
public final class StoreFixture {
    private StoreFixture() {}

    public static Store of(MongoDatabase database, Clock clock) {
        return new Store(database, clock, new NothingToSend(), new Store.Settings(Duration.ofSeconds(10), 1_000));
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
