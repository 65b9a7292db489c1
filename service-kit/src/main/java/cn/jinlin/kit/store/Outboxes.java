package cn.jinlin.kit.store;

import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** Who sends the events that commits leave in the documents. */
public interface Outboxes {
    /** From now on the documents of this collection are looked after; their events go to the topic. */
    void lookAfter(String collection, String topic, MongoCollection<Document> documents);

    /** A commit left events in this document. */
    void committed(String collection, String id);
}
