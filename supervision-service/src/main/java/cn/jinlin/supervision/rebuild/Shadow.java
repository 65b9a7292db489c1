package cn.jinlin.supervision.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.Store;
import cn.jinlin.supervision.trend.Days;

/** The database beside the service's own in which a rebuild works, and how its outcome takes the place of what was there. */
@Repository
class Shadow {
    private static final List<String> VIEWS = List.of("communities", "units", "members", "orders", "acceptedWorks", "credits",
            "inspectedCommunities", "locatedFindings");
    private static final int AT_ONCE = 500;
    private static final int DUPLICATE_KEY = 11000;

    private final MongoDatabase own;
    private final MongoDatabase beside;
    private final Outboxes outboxes;

    Shadow(MongoClient client, MongoDatabase own, Outboxes outboxes) {
        this.own = own;
        this.beside = client.getDatabase(own.getName() + "-rebuild");
        this.outboxes = outboxes;
    }

    /** An empty store, whatever an earlier rebuild left. */
    Store fresh(Clock clock) {
        beside.drop();
        return new Store(beside, clock, outboxes, new Store.Settings(Duration.ofSeconds(30), 1));
    }

    void drop() {
        beside.drop();
    }

    /** Documents that the service has and that the rebuild does not know of: nobody told of them, or only just now. */
    List<Stray> strays() {
        List<Stray> strays = new ArrayList<>();
        for (String view : VIEWS) {
            missing(own.getCollection(view), beside.getCollection(view), Filters.empty())
                    .forEach(id -> strays.add(new Stray(view, id)));
        }
        return strays;
    }

    record Stray(String view, String id) {}

    /**
     * Puts what was rebuilt in its place. What listeners have taken in since is newer, and stays.
     *
     * @param strays go, unless the rebuild has come to know of them since
     * @param today earlier days are replaced, later ones are being counted anyway
     */
    void install(List<Stray> strays, LocalDate today) {
        VIEWS.forEach(view -> copy(view, Filters.empty(), true));
        for (Stray stray : strays) {
            if (beside.getCollection(stray.view()).countDocuments(Filters.eq("_id", stray.id())) == 0) {
                own.getCollection(stray.view()).deleteOne(Filters.eq("_id", stray.id()));
            }
        }
        Bson past = Filters.lt(Days.DATE, today.toString());
        copy(Days.COLLECTION, past, false);
        missing(own.getCollection(Days.COLLECTION), beside.getCollection(Days.COLLECTION), past)
                .forEach(id -> own.getCollection(Days.COLLECTION).deleteOne(Filters.eq("_id", id)));
    }

    private void copy(String collection, Bson which, boolean unlessNewer) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Document document : beside.getCollection(collection).find(which).batchSize(AT_ONCE)) {
            Bson same = Filters.eq("_id", document.get("_id"));
            writes.add(new ReplaceOneModel<>(unlessNewer
                    ? Filters.and(same, Filters.lte("version", document.get("version")))
                    : same, document, new ReplaceOptions().upsert(true)));
            if (writes.size() == AT_ONCE) {
                write(collection, writes);
            }
        }
        write(collection, writes);
    }

    /** A newer one that is there makes the upsert a duplicate, and stays. */
    private void write(String collection, List<WriteModel<Document>> writes) {
        try {
            if (!writes.isEmpty()) {
                own.getCollection(collection).bulkWrite(writes, new BulkWriteOptions().ordered(false));
            }
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw e;
            }
        }
        writes.clear();
    }

    /** The ids of one collection that another one lacks. */
    private static List<String> missing(MongoCollection<Document> of, MongoCollection<Document> in, Bson which) {
        List<String> missing = new ArrayList<>();
        List<String> some = new ArrayList<>();
        for (Document document : of.find(which).projection(Projections.include("_id")).batchSize(AT_ONCE)) {
            some.add(document.getString("_id"));
            if (some.size() == AT_ONCE) {
                missing.addAll(without(some, in));
            }
        }
        missing.addAll(without(some, in));
        return missing;
    }

    private static List<String> without(List<String> ids, MongoCollection<Document> in) {
        Set<String> left = new HashSet<>(ids);
        in.find(Filters.in("_id", ids)).projection(Projections.include("_id"))
                .forEach(document -> left.remove(document.getString("_id")));
        ids.clear();
        return List.copyOf(left);
    }
}
