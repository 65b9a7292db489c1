package cn.jinlin.registration.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each member and year. */
@Repository
class Ledgers {
    private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);
    private static final String COLLECTION = "ledgers";
    private static final JsonWriterSettings PLAIN = JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final String MEMBER = "memberId";
    private static final String YEAR = "year";

    private final Aggregates<Ledger, RegistrationEvent> aggregates;

    private final MongoCollection<Document> documents;

    Ledgers(Store store, MongoDatabase database) {
        documents = database.getCollection(COLLECTION);
        aggregates = store.aggregates(new AggregateType<>("service record", COLLECTION, Ledger.class, RegistrationEvent.TOPIC,
                ledger -> Optional.empty(), ledger -> Map.of(MEMBER, ledger.memberId(), YEAR, ledger.year()),
                List.of(new IndexModel(Indexes.ascending(MEMBER, YEAR)))));
    }

    Aggregates<Ledger, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /**
     * All ledgers of a member, the oldest year first. One that was doctored so that it can't be read ends before its first
     * unreadable line, which is how a reader finds it.
     */
    List<Ledger> of(String memberId) {
        try {
            return aggregates.find(Filters.eq(MEMBER, memberId), Sorts.ascending(YEAR), 0).stream().map(Versioned::state)
                    .toList();
        } catch (JacksonException | IllegalStateException | ClassCastException | NullPointerException e) {
            LOG.error("a ledger of member {} can't be read: {}", memberId, e.getClass().getSimpleName());
            return documents.find(Filters.eq(MEMBER, memberId)).sort(Sorts.ascending(YEAR))
                    .map(document -> readable(memberId, document)).into(new ArrayList<>());
        }
    }

    private static Ledger readable(String memberId, Document document) {
        try {
            Document state = new Document(document.get("state", Document.class));
            List<Document> lines = state.getList("entries", Document.class);
            Ledger ledger = read(state.append("entries", List.of()), Ledger.class);
            List<Entry> entries = new ArrayList<>();
            for (Document line : lines) {
                Optional<Entry> entry = entry(line);
                if (entry.isEmpty()) {
                    break;
                }
                entries.add(entry.get());
            }
            return new Ledger(ledger.ledgerId(), ledger.memberId(), ledger.year(), ledger.opening(), ledger.size(),
                    ledger.head(), entries);
        } catch (JacksonException | ClassCastException | NullPointerException e) {
            return new Ledger(String.valueOf(document.get("_id")), memberId, 0, Ledger.Link.NONE, 0, "", List.of());
        }
    }

    private static Optional<Entry> entry(Document line) {
        try {
            return Optional.of(read(line, Entry.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static <T> T read(Document document, Class<T> type) {
        return StateJson.mapper().readValue(document.toJson(PLAIN), type);
    }

    /** The member's newest ledger before a year. */
    Optional<Ledger> before(String memberId, int year) {
        return aggregates.find(Filters.and(Filters.eq(MEMBER, memberId), Filters.lt(YEAR, year)), Sorts.descending(YEAR), 1)
                .stream().findFirst().map(Versioned::state);
    }
}
