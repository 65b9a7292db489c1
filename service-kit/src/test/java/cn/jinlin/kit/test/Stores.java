package cn.jinlin.request.test;

import java.time.Clock;
import java.time.Duration;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Engines;

/** Stores of instances that share a database, without a broker: events stay in the documents. */
public final class Stores {
    private static final MongoClient CLIENT = MongoClients.create(Engines.mongoUri());
    private static final Outboxes NOBODYS = new Outboxes() {
        @Override
        public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {
            // events stay where they are
        }

        @Override
        public void committed(String collection, String id) {
            // events stay where they are
        }
    };

    private Stores() {}

    public static MongoDatabase fresh() {
        return CLIENT.getDatabase("stores-" + Ids.next());
    }

    /** The store of one more instance. */
    public static Store on(MongoDatabase database, Clock clock) {
        return new Store(database, clock, NOBODYS, new Store.Settings(Duration.ofMinutes(1), 1_000_000));
    }
}
