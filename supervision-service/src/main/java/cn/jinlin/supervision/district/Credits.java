package cn.jinlin.supervision.district;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The entries of the service records, each applied once by its own id. */
@Repository
public class Credits {
    private static final String COLLECTION = "credits";
    private static final String SERVED_IN = "servedIn";
    private static final String SERVED_BY = "servedBy";
    private static final String SERVED_AT = "servedAt";
    private static final String MINUTES = "minutes";
    private static final String BY_HAND = "byHand";
    private static final int MEMBERS_AT_ONCE = 500;

    private final View<Credit> view;
    private final MongoCollection<Document> documents;

    public Credits(Store store) {
        view = store.view(COLLECTION, Credit.class, Credits::indexFields,
                List.of(new IndexModel(Indexes.ascending(SERVED_IN), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(SERVED_BY, SERVED_AT), new IndexOptions().sparse(true))));
        documents = store.documents(COLLECTION);
    }

    void apply(Collection<Credit> credits) {
        view.apply(credits.stream().map(credit -> new View.Entry<>(credit.entryId(), credit.version(), credit)).toList());
    }

    /**
     * An entry of a service record.
     *
     * @param counts whether it was scanned and not taken back
     */
    public record Entry(String entryId, String memberId, String communityId, int minutes, Instant servedAt, boolean counts) {}

    public Optional<Entry> entry(String entryId) {
        return view.find(entryId).map(credit -> new Entry(credit.entryId(), credit.memberId(), credit.communityId(),
                credit.minutes(), credit.servedAt(), credit.standing() == Credit.Standing.SCANNED));
    }

    /**
     * Minutes of work done in a community that were not taken back.
     *
     * @param verified scanned
     * @param backfilled entered by hand
     */
    public record Minutes(long verified, long backfilled) {}

    /** Of all years. */
    public Minutes minutesIn(String communityId) {
        long verified = 0;
        long backfilled = 0;
        for (Document credit : documents.find(Filters.eq(SERVED_IN, communityId))
                .projection(Projections.include(MINUTES, BY_HAND))) {
            boolean byHand = credit.getBoolean(BY_HAND, false);
            verified += byHand ? 0 : credit.getInteger(MINUTES);
            backfilled += byHand ? credit.getInteger(MINUTES) : 0;
        }
        return new Minutes(verified, backfilled);
    }

    /** Those of the members who served anywhere since {@code from}, with the last time they did. */
    public Map<String, Instant> lastServed(List<String> memberIds, Instant from) {
        Map<String, Instant> last = new HashMap<>();
        for (int i = 0; i < memberIds.size(); i += MEMBERS_AT_ONCE) {
            List<String> some = memberIds.subList(i, Math.min(i + MEMBERS_AT_ONCE, memberIds.size()));
            for (Document credit : documents
                    .find(Filters.and(Filters.in(SERVED_BY, some), Filters.gt(SERVED_AT, Date.from(from))))
                    .projection(Projections.include(SERVED_BY, SERVED_AT))) {
                last.merge(credit.getString(SERVED_BY), credit.getDate(SERVED_AT).toInstant(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return last;
    }

    private static Map<String, Object> indexFields(Credit credit) {
        return switch (credit.standing()) {
            case SCANNED -> Map.of(SERVED_IN, credit.communityId(), SERVED_BY, credit.memberId(), SERVED_AT, credit.servedAt(),
                    MINUTES, credit.minutes());
            case BY_HAND -> Map.of(SERVED_IN, credit.communityId(), MINUTES, credit.minutes(), BY_HAND, true);
            case TAKEN_BACK -> Map.of();
        };
    }
}
