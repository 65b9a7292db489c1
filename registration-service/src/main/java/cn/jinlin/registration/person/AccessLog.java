package cn.jinlin.registration.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** Who read whose personal data, when and why: appended and never changed, without the data itself. */
@Repository
public class AccessLog {
    private final MongoCollection<Document> lines;

    AccessLog(MongoDatabase database) {
        lines = database.getCollection("accessLog");
        lines.createIndex(Indexes.ascending("memberId", "_id"));
    }

    /** @param subject who reads, as the token names it */
    public record Line(String lineId, String memberId, String subject, String field, String reason, Instant at) {}

    /** Who read this member's data, the newest first, the next after {@code before}. */
    public List<Line> of(String memberId, Optional<String> before, int limit) {
        Bson own = Filters.eq("memberId", memberId);
        return lines.find(before.map(line -> Filters.and(own, Filters.lt("_id", line))).orElse(own))
                .sort(Sorts.descending("_id")).limit(limit).map(AccessLog::line).into(new ArrayList<>());
    }

    private static Line line(Document stored) {
        return new Line(stored.getString("_id"), stored.getString("memberId"), stored.getString("subject"),
                stored.getString("field"), stored.getString("reason"), stored.getDate("at").toInstant());
    }

    public void append(Line line) {
        lines.insertOne(new Document("_id", line.lineId()).append("memberId", line.memberId()).append("subject", line.subject())
                .append("field", line.field()).append("reason", line.reason()).append("at", Date.from(line.at())));
    }
}
