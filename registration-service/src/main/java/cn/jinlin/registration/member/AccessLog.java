package cn.jinlin.registration.member;

import java.time.Instant;
import java.util.Date;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Who read whose personal data, when and why: appended and never changed, without the data itself. */
@Repository
class AccessLog {
    private final MongoCollection<Document> lines;

    AccessLog(MongoDatabase database) {
        lines = database.getCollection("accessLog");
        lines.createIndex(Indexes.ascending("memberId", "at"));
    }

    /** @param subject who reads, as the token names it */
    record Line(String lineId, String memberId, String subject, String field, String reason, Instant at) {}

    void append(Line line) {
        lines.insertOne(new Document("_id", line.lineId()).append("memberId", line.memberId()).append("subject", line.subject())
                .append("field", line.field()).append("reason", line.reason()).append("at", Date.from(line.at())));
    }
}
