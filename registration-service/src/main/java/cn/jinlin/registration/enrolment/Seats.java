package cn.jinlin.registration.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Under which id a resident is being enrolled right now, so that two rolls that name the same person at the same time make
 * one. Residents have no unique field, since a family may share a phone. A seat is taken before it is looked whether the
 * person is there, and left once it is: whoever gets the seat later finds the person. Holds no name and no phone.
 */
@Repository
class Seats {
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> seats;

    Seats(MongoDatabase database) {
        seats = database.getCollection("seats");
        seats.createIndex(Indexes.ascending("at"));
    }

    /** The id for each: the wanted one, or that of whoever was there first. */
    Map<String, String> take(Map<String, String> wanted, Instant now) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        List<Document> documents = new ArrayList<>();
        wanted.forEach(
                (seat, id) -> documents.add(new Document("_id", seat).append("memberId", id).append("at", Date.from(now))));
        try {
            seats.insertMany(documents, new InsertManyOptions().ordered(false));
            return wanted;
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw e;
            }
        }
        Map<String, String> taken = new HashMap<>(wanted);
        seats.find(Filters.in("_id", wanted.keySet()))
                .forEach(document -> taken.put(document.getString("_id"), document.getString("memberId")));
        return taken;
    }

    void leave(Collection<String> taken) {
        if (!taken.isEmpty()) {
            seats.deleteMany(Filters.in("_id", taken));
        }
    }

    /** Those of a process that was killed. */
    void sweep(Instant before) {
        seats.deleteMany(Filters.lt("at", Date.from(before)));
    }
}
