package cn.jinlin.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pullByFilter;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the services ask of their store, asked of this one through the real driver. */
class StoreContractTest {
    private static EmbeddedStore store;
    private static MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> orders;

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

    @BeforeEach
    void empty() {
        client.getDatabase("contract").drop();
        database = client.getDatabase("contract");
        orders = database.getCollection("orders").withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY);
    }

    private static Document order(String id, String status, int startsAt) {
        return new Document("_id", id).append("version", 1L).append("status", status).append("startsAt", startsAt)
                .append("communityId", "350211102006").append("outbox", List.of());
    }

    private static Document event(String id) {
        return new Document("id", id).append("type", "order.claimed.v1");
    }

    @Test
    void answersHelloPingAndBuildInfo() {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
        assertThat(hello.getInteger("maxWireVersion")).isPositive();
        assertThat(client.getDatabase("never-seen").runCommand(new Document("hello", 1))).containsEntry("ok", 1.0);
        assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1))).containsEntry("ok", 1.0);
        assertThat(client.getDatabase("admin").runCommand(new Document("buildInfo", 1)).getString("version")).startsWith("5.");
        assertThat(client.listDatabaseNames()).doesNotContain("never-seen");
    }

    @Test
    void commitsByVersionOnceOnly() {
        orders.insertOne(order("o1", "OPEN", 1));
        var change = combine(set("status", "CLOSED"), inc("version", 1L), pushEach("outbox", List.of(event("e1"), event("e2"))),
                min("pendingSince", new Date(5)));
        assertThat(orders.updateOne(and(eq("_id", "o1"), eq("version", 1L)), change).getModifiedCount()).isOne();
        assertThat(orders.updateOne(and(eq("_id", "o1"), eq("version", 1L)), change).getMatchedCount()).isZero();
        Document after = orders.find(eq("_id", "o1")).first();
        assertThat(after.getList("outbox", Document.class)).hasSize(2);
        assertThat(after).containsEntry("pendingSince", new Date(5)).containsEntry("version", 2L);
    }

    @Test
    void pullsEventsByTheirIds() {
        orders.insertOne(order("o1", "OPEN", 1).append("outbox", List.of(event("e1"), event("e2"), event("e3"))));
        orders.updateOne(eq("_id", "o1"), pullByFilter(in("outbox.id", "nothing")));
        orders.updateOne(eq("_id", "o1"), new Document("$pull",
                new Document("outbox", new Document("id", new Document("$in", List.of("e1", "e2"))))));
        assertThat(orders.find(eq("_id", "o1")).first().getList("outbox", Document.class)).containsExactly(event("e3"));
    }

    @Test
    void upsertsOnlyANewerVersion() {
        var newer = new UpdateOptions().upsert(true);
        var filter = and(eq("_id", "view"), lt("version", 5L));
        assertThat(orders.updateOne(filter, combine(set("version", 5L), set("name", "a")), newer).getUpsertedId()).isNotNull();
        assertThatThrownBy(() -> orders.updateOne(filter, set("version", 5L), newer)).isInstanceOf(MongoWriteException.class)
                .satisfies(e -> assertThat(((MongoWriteException) e).getError().getCategory())
                        .isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThat(orders.updateOne(and(eq("_id", "view"), lt("version", 6L)), set("version", 6L), newer).getModifiedCount())
                .isOne();
    }

    @Test
    void keepsUniqueAndSparseUniqueIndexes() {
        orders.createIndex(Indexes.ascending("activeMemberId"), new IndexOptions().unique(true).sparse(true));
        orders.createIndex(Indexes.ascending("communityId", "number"), new IndexOptions().unique(true));
        orders.insertMany(List.of(order("o1", "OPEN", 1).append("number", 1), order("o2", "OPEN", 1).append("number", 2),
                order("o3", "OPEN", 1).append("number", 3).append("activeMemberId", "m1")));
        assertDuplicate(() -> orders.insertOne(order("o4", "OPEN", 1).append("number", 3)));
        assertDuplicate(() -> orders.updateOne(eq("_id", "o1"), set("activeMemberId", "m1")));
        orders.updateOne(eq("_id", "o3"), new Document("$unset", new Document("activeMemberId", "")));
        assertThat(orders.updateOne(eq("_id", "o1"), set("activeMemberId", "m1")).getModifiedCount()).isOne();
        assertDuplicate(() -> orders.insertOne(order("o1", "OPEN", 1).append("number", 9)));
        assertThat(orders.countDocuments()).isEqualTo(3);
        assertThat(orders.countDocuments(eq("number", 9))).isZero();
    }

    private static void assertDuplicate(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOfSatisfying(MongoWriteException.class,
                e -> assertThat(e.getCode()).isEqualTo(11000));
    }

    @Test
    void refusesAUniqueIndexOverDoublesAndLeavesNothingBehind() {
        orders.insertMany(List.of(order("o1", "OPEN", 1), order("o2", "OPEN", 2)));
        var unique = new IndexOptions().unique(true);
        assertThatThrownBy(() -> orders.createIndex(Indexes.ascending("status"), unique)).hasMessageContaining("E11000");
        assertThat(orders.listIndexes()).hasSize(1);
        orders.deleteOne(eq("_id", "o2"));
        orders.createIndex(Indexes.ascending("status"), unique);
        assertThat(orders.find(eq("status", "OPEN"))).hasSize(1);
    }

    @Test
    void listsAndDropsIndexesOfTheCollectionAlone() {
        MongoCollection<Document> others = database.getCollection("others");
        String name = orders.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("startsAt")));
        orders.createIndex(Indexes.ascending("dueAt"), new IndexOptions().sparse(true));
        others.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("startsAt")));
        assertThat(orders.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("startsAt"))))
                .isEqualTo(name);
        assertThat(orders.listIndexes()).extracting(index -> index.getString("name")).containsExactlyInAnyOrder("_id_", name,
                "dueAt_1");
        assertThat(orders.listIndexes()).filteredOn(index -> index.get("name").equals("dueAt_1")).first()
                .satisfies(
                        index -> assertThat(index).containsEntry("sparse", true).containsEntry("key", new Document("dueAt", 1)));
        orders.dropIndex(name);
        orders.dropIndexes();
        assertThat(orders.listIndexes()).hasSize(1);
        assertThat(others.listIndexes()).hasSize(2);
        assertThatThrownBy(() -> orders.dropIndex(name)).isInstanceOf(MongoCommandException.class);
    }

    @Test
    void readsInPagesWhileTheCollectionChanges() {
        orders.insertMany(IntStream.range(0, 2_500).mapToObj(i -> order("o%04d".formatted(i), "OPEN", i)).toList());
        orders.createIndex(Indexes.ascending("startsAt"));
        List<Integer> seen = new ArrayList<>();
        try (var cursor = orders.find().sort(ascending("startsAt")).batchSize(100).iterator()) {
            while (cursor.hasNext()) {
                int startsAt = cursor.next().getInteger("startsAt");
                seen.add(startsAt);
                orders.deleteOne(eq("_id", "o%04d".formatted(startsAt)));
            }
        }
        assertThat(seen).hasSize(2_500).isSorted();
        assertThat(orders.countDocuments()).isZero();
    }

    @Test
    void findsSortsSkipsLimitsProjectsAndCounts() {
        orders.insertMany(IntStream.range(0, 50)
                .mapToObj(i -> order("o%02d".formatted(i), i % 2 == 0 ? "OPEN" : "CLOSED", 49 - i)).toList());
        assertThat(orders.find(eq("status", "OPEN")).sort(descending("startsAt")).skip(1).limit(2)
                .projection(Projections.include("startsAt"))).containsExactly(new Document("_id", "o02").append("startsAt", 47),
                        new Document("_id", "o04").append("startsAt", 45));
        assertThat(orders.find().projection(Projections.fields(Projections.include("status"), Projections.excludeId())).first())
                .containsOnlyKeys("status");
        assertThat(orders.countDocuments(gte("startsAt", 40))).isEqualTo(10);
        assertThat(orders.countDocuments(eq("status", "OPEN"), new CountOptions().skip(5).limit(7))).isEqualTo(7);
        assertThat(orders.estimatedDocumentCount()).isEqualTo(50);
        assertThat(orders.distinct("status", String.class)).containsExactlyInAnyOrder("OPEN", "CLOSED");
        assertThat(orders.find(or(eq("_id", "o01"), eq("startsAt", 0)))).hasSize(2);
        assertThat(orders.find(in("_id", "o01", "o07", "nothing"))).hasSize(2);
        assertThat(orders.find().sort(new Document("$natural", -1)).first()).containsEntry("_id", "o49");
    }

    @Test
    void findsAndModifiesInOrder() {
        orders.insertMany(List.of(order("o1", "OPEN", 2), order("o2", "OPEN", 1)));
        var options = new FindOneAndUpdateOptions().sort(ascending("startsAt")).returnDocument(ReturnDocument.AFTER)
                .projection(Projections.include("status"));
        assertThat(orders.findOneAndUpdate(eq("status", "OPEN"), set("status", "TAKEN"), options))
                .isEqualTo(new Document("_id", "o2").append("status", "TAKEN"));
        assertThat(orders.findOneAndUpdate(eq("status", "NONE"), set("status", "TAKEN"), options)).isNull();
        assertThat(orders.findOneAndUpdate(eq("_id", "o9"), set("status", "NEW"), options.upsert(true))).containsEntry("status",
                "NEW");
        assertThat(orders.findOneAndDelete(eq("_id", "o9"))).isNotNull();
        assertThat(orders.countDocuments()).isEqualTo(2);
    }

    @Test
    void endsAnOrderedBulkAtItsFirstErrorAndAnUnorderedOneNot() {
        orders.insertOne(order("o1", "OPEN", 1));
        orders.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true).sparse(true));
        orders.updateOne(eq("_id", "o1"), set("number", 1));
        var upsert = new UpdateOptions().upsert(true);
        var bulk = List.of(new UpdateOneModel<Document>(eq("_id", "o2"), set("number", 2), upsert),
                new UpdateOneModel<Document>(eq("_id", "o3"), set("number", 1), upsert),
                new UpdateOneModel<Document>(eq("_id", "o4"), set("number", 4), upsert));
        assertThatThrownBy(() -> orders.bulkWrite(bulk)).isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
            assertThat(e.getWriteErrors()).singleElement().satisfies(error -> assertThat(error.getIndex()).isOne());
            assertThat(e.getWriteResult().getUpserts()).hasSize(1);
        });
        assertThat(orders.find(eq("_id", "o4")).first()).isNull();
        assertThatThrownBy(() -> orders.bulkWrite(bulk, new BulkWriteOptions().ordered(false)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(orders.find(eq("_id", "o4")).first()).isNotNull();
    }

    @Test
    void countsWhatABulkOfInsertsDid() {
        orders.insertOne(order("o2", "OPEN", 1));
        var inserts = List.of(new InsertOneModel<>(order("o1", "OPEN", 1)), new InsertOneModel<>(order("o2", "OPEN", 1)),
                new InsertOneModel<>(order("o3", "OPEN", 1)));
        assertThatThrownBy(() -> orders.bulkWrite(inserts, new BulkWriteOptions().ordered(false))).isInstanceOfSatisfying(
                MongoBulkWriteException.class, e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2));
        assertThat(orders.countDocuments()).isEqualTo(3);
    }

    @Test
    void aggregates() {
        orders.insertMany(IntStream.range(0, 30).mapToObj(i -> order("o%02d".formatted(i), "S" + i % 3, i)).toList());
        assertThat(orders.aggregate(List.of(Aggregates.match(gte("startsAt", 15)),
                Aggregates.group("$status", Accumulators.sum("count", 1), Accumulators.max("latest", "$startsAt")),
                Aggregates.sort(ascending("_id")))))
                .containsExactly(new Document("_id", "S0").append("count", 5).append("latest", 27),
                        new Document("_id", "S1").append("count", 5).append("latest", 28),
                        new Document("_id", "S2").append("count", 5).append("latest", 29));
        assertThat(orders.aggregate(List.of(Aggregates.match(eq("status", "S1")), Aggregates.sort(descending("startsAt")),
                Aggregates.limit(2), Aggregates.project(Projections.include("startsAt")))))
                .extracting(found -> found.getInteger("startsAt"))
                .containsExactly(28, 25);
        orders.aggregate(List.of(Aggregates.match(eq("status", "S1")), Aggregates.out("copies"))).toCollection();
        assertThat(database.getCollection("copies").countDocuments()).isEqualTo(10);
    }

    @Test
    void refusesWhatItWouldDoWrongly() {
        orders.insertOne(order("o1", "OPEN", 1));
        assertRefused(() -> orders.createIndex(Indexes.ascending("a"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS)));
        assertRefused(() -> orders.createIndex(Indexes.ascending("a"), new IndexOptions().partialFilterExpression(exists("b"))));
        assertRefused(() -> orders.createIndex(Indexes.text("a")));
        assertRefused(() -> orders.createIndex(Indexes.hashed("_id")));
        assertRefused(() -> orders.find().collation(Collation.builder().locale("zh").build()).first());
        assertRefused(() -> orders.updateOne(eq("_id", "o1"), List.of(set("a", 1))));
        assertRefused(() -> orders.watch().iterator());
        assertRefused(
                () -> database.runCommand(new Document("insert", "orders").append("documents", List.of(order("x", "OPEN", 1)))
                        .append("writeConcern", new Document("w", 0))));
        assertThat(orders.listIndexes()).hasSize(1);
        assertThat(orders.countDocuments()).isOne();
    }

    private static void assertRefused(Runnable command) {
        assertThatThrownBy(command::run).isInstanceOf(com.mongodb.MongoException.class).hasMessageContaining("mbedded store");
    }

    @Test
    void looksAtFewDocumentsWhereAnIndexServes() {
        List<Document> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Document order = order("o%05d".formatted(i), "S" + i % 20, i * 7 % 20_000).append("communityId", "c" + i % 73);
            many.add(
                    i % 1_000 == 0 ? order.append("pendingSince", new Date(i)).append("outbox", List.of(event("e" + i))) : order);
        }
        orders.insertMany(many);
        orders.createIndex(Indexes.ascending("communityId", "status", "startsAt"));
        orders.createIndex(Indexes.ascending("startsAt"));
        orders.createIndex(Indexes.ascending("pendingSince"), new IndexOptions().sparse(true));
        orders.createIndex(Indexes.ascending("outbox.id"));
        assertExamined(1, () -> orders.find(and(eq("_id", "o00500"), eq("version", 1L))).first());
        assertExamined(3, () -> orders.find(in("_id", "o00500", "o00501", "o19999")).into(new ArrayList<>()));
        assertExamined(20, () -> orders.find(and(eq("communityId", "c1"), eq("status", "S1"))).sort(ascending("startsAt", "_id"))
                .limit(10).into(new ArrayList<>()));
        assertExamined(25, () -> orders.find(eq("communityId", "c1")).sort(descending("status", "startsAt", "_id")).limit(20)
                .into(new ArrayList<>()));
        assertExamined(25, () -> orders.find().sort(descending("startsAt")).limit(20).into(new ArrayList<>()));
        assertExamined(30, () -> orders.find(and(gt("startsAt", 500), lt("startsAt", 520))).into(new ArrayList<>()));
        assertExamined(30,
                () -> orders.find(lt("pendingSince", new Date(Instant.now().toEpochMilli()))).sort(ascending("pendingSince"))
                        .into(new ArrayList<>()));
        assertExamined(2, () -> orders.find(eq("outbox.id", "e3000")).first());
        assertExamined(2, () -> orders.find(elemMatch("outbox", eq("id", "e3000"))).first());
        assertExamined(30, () -> orders.find(or(gt("startsAt", 9_000), and(eq("startsAt", 9_000), gt("_id", "o1"))))
                .sort(ascending("startsAt", "_id")).limit(20).into(new ArrayList<>()));
        assertExamined(30, () -> orders.find(gt("_id", "o10000")).sort(ascending("_id")).limit(20).into(new ArrayList<>()));
        assertExamined(20, () -> orders.aggregate(List.of(Aggregates.match(and(eq("communityId", "c1"), eq("status", "S1"))),
                Aggregates.count())).first());
        assertExamined(1, () -> orders.updateOne(and(eq("_id", "o00500"), eq("version", 1L)), set("status", "X")));
        assertExamined(20, () -> orders.deleteMany(and(eq("communityId", "c2"), eq("status", "S2"))));
    }

    @Test
    void walksOneElementOfAnArrayInTheOrderOfWhatFollows() {
        orders.insertMany(IntStream.range(0, 20_000).mapToObj(i -> order("o%05d".formatted(i), "S" + i % 20, i * 7 % 20_000)
                .append("grams", List.of("g" + i % 10, "h" + i % 7))).toList());
        orders.createIndex(Indexes.ascending("grams", "startsAt", "_id"));
        orders.createIndex(Indexes.ascending("status", "grams", "startsAt", "_id"));
        List<Integer> starts = new ArrayList<>();
        assertExamined(25, () -> orders.find(eq("grams", "g3")).sort(ascending("startsAt", "_id")).limit(20)
                .forEach(found -> starts.add(found.getInteger("startsAt"))));
        assertThat(starts).hasSize(20).isSorted().startsWith(1);
        assertExamined(25, () -> orders.find(and(eq("status", "S3"), eq("grams", "g3"), gt("startsAt", 5_000)))
                .sort(ascending("startsAt", "_id")).limit(20).into(new ArrayList<>()));
        assertThat(orders.find(eq("grams", "g3")).sort(descending("grams", "startsAt", "_id")).limit(20).into(new ArrayList<>()))
                .extracting(found -> found.getList("grams", String.class).getLast()).containsOnly("h6");
        assertThat(orders.find(in("grams", "g3", "h3")).sort(ascending("startsAt", "_id")).into(new ArrayList<>()))
                .extracting(found -> found.getInteger("startsAt")).isSorted().doesNotHaveDuplicates();
    }

    private static void assertExamined(long most, Runnable query) {
        long before = store.examinedDocuments();
        query.run();
        assertThat(store.examinedDocuments() - before).isBetween(1L, most);
    }

    @Test
    void keepsBinariesIdsAndDatesAsTheyAre() {
        Document odd = new Document("_id", new Document("member", "m1").append("year", 2026))
                .append("bytes", new org.bson.types.Binary(new byte[]{1, 2}))
                .append("id", new org.bson.types.ObjectId()).append("at", new Date(1)).append("list", List.of(1, 2L, 3.5, "四"))
                .append("nothing", null);
        orders.insertOne(odd);
        assertThat(orders.find(eq("_id", new Document("member", "m1").append("year", 2026))).first()).isEqualTo(odd);
        assertThat(orders.find(Filters.type("nothing", "null")).first()).isNotNull();
    }
}
