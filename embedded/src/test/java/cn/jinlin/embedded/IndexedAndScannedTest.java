package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same random work on a collection with many indexes and on one without any: both must always answer the same. */
class IndexedAndScannedTest {
    private static final List<String> FIELDS = List.of("a", "b", "c", "tags", "items.k", "items.v", "d.e", "_id");
    private static EmbeddedStore store;
    private static MongoClient client;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> scanned;
    private Random random;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.start(null, 0);
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answerTheSame(long seed) {
        random = new Random(seed);
        MongoDatabase database = client.getDatabase("differential" + seed);
        database.drop();
        indexed = database.getCollection("indexed");
        scanned = database.getCollection("scanned");
        indexed.createIndex(new Document("u", 1), new IndexOptions().unique(true).sparse(true));
        scanned.createIndex(new Document("u", 1), new IndexOptions().unique(true).sparse(true));
        boolean arrays = seed % 2 == 0;
        for (int i = 0; i < 150; i++) {
            insert(arrays);
        }
        indexes(arrays);
        for (int i = 0; i < 900; i++) {
            switch (random.nextInt(10)) {
                case 0 -> insert(arrays);
                case 1 -> update(arrays);
                case 2 -> change();
                case 3 -> delete();
                default -> query();
            }
        }
        Document verdict = database.runCommand(new Document("validate", "indexed"));
        assertThat(verdict.getList("errors", String.class)).isEmpty();
        assertThat(verdict.getBoolean("valid")).isTrue();
    }

    private void indexes(boolean arrays) {
        for (String keys : List.of("a", "-a", "b,c", "b,-a", "c,a,b", "d.e", "d.e,-b", "tags", "b,tags", "tags,a,b", "b,tags,-c",
                "items.k",
                "items.k,items.v",
                "tags,a")) {
            if (arrays || !keys.contains("tags") && !keys.contains("items")) {
                Document pattern = new Document();
                for (String key : keys.split(",")) {
                    pattern.append(key.replace("-", ""), key.startsWith("-") ? -1 : 1);
                }
                boolean sparse = random.nextInt(3) == 0;
                indexed.createIndex(pattern, new IndexOptions().sparse(sparse));
            }
        }
    }

    private void insert(boolean arrays) {
        Document document = new Document("_id", random.nextInt(400)).append("b", random.nextInt(6));
        put(document, "a", 5);
        put(document, "c", 5);
        if (random.nextInt(3) > 0) {
            document.append("d", random.nextInt(8) == 0 ? value() : new Document("e", value()));
        }
        if (random.nextInt(5) == 0) {
            document.append("u", random.nextInt(40));
        }
        if (arrays) {
            arrays(document);
        }
        both(collection -> {
            collection.insertOne(new Document(document));
            return "inserted";
        });
    }

    private void arrays(Document document) {
        switch (random.nextInt(4)) {
            case 0 -> document.append("tags", value());
            case 1 -> document.append("tags", IntStream.range(0, random.nextInt(4)).mapToObj(_ -> value()).toList());
            default -> document.append("items", IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> random.nextInt(6) == 0 ? value() : put(put(new Document(), "k", 4), "v", 4)).toList());
        }
    }

    private Document put(Document document, String field, int often) {
        return random.nextInt(often) == 0 ? document : document.append(field, value());
    }

    private Object value() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> (long) random.nextInt(5);
            case 2 -> random.nextInt(10) / 2.0;
            case 3 -> new Date(random.nextInt(4));
            case 4 -> random.nextBoolean();
            case 5 -> new ObjectId(new Date(random.nextInt(3) * 1000L), 1);
            case 6, 7, 8 -> List.of("", "x", "xy", "y", "四", "Z").get(random.nextInt(6));
            default -> random.nextInt(5);
        };
    }

    private Document condition(String field) {
        Object value = field.equals("_id") ? random.nextInt(400) : field.equals("b") ? random.nextInt(6) : value();
        return switch (random.nextInt(12)) {
            case 0 -> new Document(field, new Document("$gt", value));
            case 1 -> new Document(field, new Document("$gte", value).append("$lt", value()));
            case 2 -> new Document(field, new Document("$lte", value));
            case 3 -> new Document(field, new Document("$in", java.util.Arrays.asList(value, value(), value())));
            case 4 -> new Document(field, new Document("$exists", random.nextBoolean()));
            case 5 -> new Document(field, new Document("$ne", value));
            case 6 -> new Document("$or", List.of(new Document(field, value), new Document(field, new Document("$gt", value()))));
            case 7 -> new Document(field, new Document("$gt", value()).append("$lt", value()));
            case 8 -> field.startsWith("items.")
                    ? new Document("items", new Document("$elemMatch", new Document(field.substring(6), value)))
                    : new Document(field, new Document("$eq", value));
            default -> new Document(field, value);
        };
    }

    private Document filter() {
        List<Document> conditions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            conditions.add(condition(FIELDS.get(random.nextInt(FIELDS.size()))));
        }
        if (conditions.isEmpty()) {
            return new Document();
        }
        Document flat = new Document();
        conditions.forEach(flat::putAll);
        return random.nextBoolean() ? flat : new Document("$and", conditions);
    }

    private Document order() {
        Document order = new Document();
        for (int i = random.nextInt(3); i > 0; i--) {
            order.append(FIELDS.get(random.nextInt(FIELDS.size())), random.nextBoolean() ? 1 : -1);
        }
        return order.containsKey("_id") ? order : order.append("_id", random.nextBoolean() ? 1 : -1);
    }

    private void query() {
        Document filter = filter();
        Document order = order();
        int skip = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        int limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20);
        int batch = random.nextInt(8) == 0 ? 1 + random.nextInt(10) : 500;
        both(collection -> collection.find(filter).sort(order).skip(skip).limit(limit).batchSize(batch).into(new ArrayList<>()),
                filter, order);
        both(collection -> collection.countDocuments(filter), filter);
    }

    private void update(boolean arrays) {
        Document filter = filter();
        Document changes = switch (random.nextInt(arrays ? 5 : 3)) {
            case 0 -> new Document("$set", new Document("a", value()));
            case 1 -> new Document("$unset", new Document("c", "").append("d", ""));
            case 2 -> new Document("$set", new Document("b", random.nextInt(6)));
            case 3 -> new Document("$set", new Document("tags", List.of(random.nextInt(5), "x")));
            default -> new Document("$set", new Document("items", List.of(put(new Document(), "k", 4))));
        };
        if (!changes.containsKey("$set") || !((Document) changes.get("$set")).containsKey("b")) {
            both(collection -> collection.updateMany(filter, changes).toString(), filter, changes);
        } else {
            both(collection -> collection.updateMany(new Document("_id", 17), changes).toString(), changes);
        }
    }

    private void change() {
        Document filter = filter();
        Document order = order();
        Document changes = new Document("$set", new Document("c", value()));
        both(collection -> collection.findOneAndUpdate(filter, changes, new FindOneAndUpdateOptions().sort(order)), filter,
                order);
    }

    private void delete() {
        Document filter = new Document("_id", random.nextInt(400));
        both(collection -> collection.deleteMany(filter).getDeletedCount(), filter);
    }

    /** A refusal is an answer too, as long as both give it. */
    private void both(Function<MongoCollection<Document>, Object> work, Object... about) {
        assertThat(answer(work, indexed)).as("%s", List.of(about)).isEqualTo(answer(work, scanned));
    }

    private static Object answer(Function<MongoCollection<Document>, Object> work, MongoCollection<Document> collection) {
        try {
            Object answer = work.apply(collection);
            return answer == null ? "none" : answer;
        } catch (MongoWriteException e) {
            return e.getCode();
        }
    }
}
