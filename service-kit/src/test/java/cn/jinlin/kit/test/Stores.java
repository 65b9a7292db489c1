package cn.jinlin.kit.test;

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

/** Stores of instances that share a database, without a broker: events stay in the documents. */
public final class Stores {
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

    /** Made when somebody wants a database of the engines, not only a store on one of its own. */
    private static final class Client {
        private static final MongoClient OF_THE_ENGINES = MongoClients.create(Engines.mongoUri());
    }

    public static MongoDatabase fresh() {
        return Client.OF_THE_ENGINES.getDatabase("stores-" + Ids.next());
    }

    /** The store of one more instance. */
    public static Store on(MongoDatabase database, Clock clock) {
        return new Store(database, clock, NOBODYS, new Store.Settings(Duration.ofMinutes(1), 1_000_000));
    }
}
