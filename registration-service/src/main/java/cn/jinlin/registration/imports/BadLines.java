package cn.jinlin.registration.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.domain.FieldError;

/** Which lines of a table were refused and why, without what they say. One document a line. */
@Repository
class BadLines {
    private final MongoCollection<Document> lines;

    BadLines(MongoDatabase database) {
        lines = database.getCollection("badLines");
    }

    /** A refused line; at least one fault. */
    record BadLine(int line, List<FieldError> faults) {}

    /** Keeps them; the same lines again replace theirs. */
    void keep(String jobId, List<BadLine> bad) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (BadLine one : bad) {
            String id = String.format("%s/%08d", jobId, one.line());
            Document document = new Document("_id", id).append("line", one.line()).append("faults",
                    one.faults().stream().map(BadLines::document).toList());
            writes.add(new ReplaceOneModel<>(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            lines.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** All of a job, in the order of the lines, as they come from the store. */
    void each(String jobId, Consumer<BadLine> reader) {
        lines.find(Filters.and(Filters.gt("_id", jobId + "/"), Filters.lt("_id", jobId + "0"))).sort(Sorts.ascending("_id"))
                .batchSize(500).forEach(document -> reader.accept(new BadLine(document.getInteger("line"),
                        document.getList("faults", Document.class).stream().map(BadLines::fault).toList())));
    }

    private static Document document(FieldError fault) {
        return new Document("field", fault.field()).append("code", fault.code()).append("args",
                fault.args().stream().map(String::valueOf).toList());
    }

    private static FieldError fault(Document document) {
        return new FieldError(document.getString("field"), document.getString("code"),
                List.copyOf(document.getList("args", String.class)));
    }
}
