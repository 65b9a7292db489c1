package cn.jinlin.registration.household;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Who read what of which household, when and why: appended and never changed, without the data itself. */
@Repository
class HouseholdLog {
    private final MongoCollection<Document> lines;

    HouseholdLog(MongoDatabase database) {
        lines = database.getCollection("householdAccessLog");
        lines.createIndex(Indexes.ascending("householdId", "_id"));
    }

    /** @param subject who read, as the token names it */
    record Line(String lineId, String householdId, String subject, String what, String reason, Instant at) {}

    void append(Line line) {
        lines.insertOne(new Document("_id", line.lineId()).append("householdId", line.householdId())
                .append("subject", line.subject()).append("what", line.what()).append("reason", line.reason())
                .append("at", Date.from(line.at())));
    }

    /** The lines of a household, the oldest first, the next after {@code after}. */
    List<Line> of(String householdId, String after, int limit) {
        return lines.find(Filters.and(Filters.eq("householdId", householdId), Filters.gt("_id", after)))
                .sort(Sorts.ascending("_id")).limit(limit)
                .map(line -> new Line(line.getString("_id"), householdId, line.getString("subject"), line.getString("what"),
                        line.getString("reason"), line.getDate("at").toInstant()))
                .into(new ArrayList<>());
    }
}
