package cn.jinlin.registration.upload;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.crypto.FieldCipher;

/** The tables themselves, in encrypted pieces, for as long as their jobs last. */
@Repository
public class Uploads {
    private static final int PIECE = 512 * 1024;

    private final MongoCollection<Document> pieces;
    private final FieldCipher cipher;

    public Uploads(MongoDatabase database, FieldCipher cipher) {
        this.cipher = cipher;
        pieces = database.getCollection("uploads");
        pieces.createIndex(Indexes.ascending("jobId", "number"));
        pieces.createIndex(Indexes.ascending("at"));
    }

    /** Keeps it; the same job's again replaces it. */
    public void keep(String jobId, byte[] file, Instant now) {
        for (int number = 0; number * PIECE < file.length; number++) {
            byte[] piece = Arrays.copyOfRange(file, number * PIECE, Math.min(file.length, (number + 1) * PIECE));
            String id = id(jobId, number);
            pieces.replaceOne(Filters.eq("_id", id), new Document("_id", id).append("jobId", jobId).append("number", number)
                    .append("at", Date.from(now)).append("bytes", new Binary(cipher.seal(piece, context(id)))),
                    new ReplaceOptions().upsert(true));
        }
    }

    /** @param length what was kept; empty when part of it is gone */
    public Optional<byte[]> of(String jobId, long length) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(Math.toIntExact(length));
        pieces.find(Filters.eq("jobId", jobId)).sort(Sorts.ascending("number")).batchSize(4)
                .forEach(piece -> file.writeBytes(
                        cipher.open(piece.get("bytes", Binary.class).getData(), context(piece.getString("_id")))));
        return file.size() == length ? Optional.of(file.toByteArray()) : Optional.empty();
    }

    public void drop(String jobId) {
        pieces.deleteMany(Filters.eq("jobId", jobId));
    }

    /** Whose pieces have been there since before then. */
    public Set<String> olderThan(Instant before) {
        Set<String> jobs = new HashSet<>();
        pieces.find(Filters.lt("at", Date.from(before))).projection(Projections.include("jobId"))
                .forEach(piece -> jobs.add(piece.getString("jobId")));
        return jobs;
    }

    private static String id(String jobId, int number) {
        return jobId + "/" + number;
    }

    private static String context(String id) {
        return "uploads/" + id;
    }
}
