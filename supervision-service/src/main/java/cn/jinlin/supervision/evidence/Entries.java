package cn.jinlin.supervision.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The entries of all service records, each as it was told. */
@Repository
public class Entries {
    private static final String MEMBER = "memberId";
    private static final String UNIT = "unitId";
    private static final String COMMUNITY = "communityId";
    private static final String SERVED_AT = "servedAt";
    private static final String SERVED = "servedKey";
    private static final int MOST_OF_A_MEMBER = 2_000;

    private final View<LedgerEntry> view;

    Entries(Store store) {
        view = store.view("ledgerEntries", LedgerEntry.class, Entries::indexFields,
                List.of(new IndexModel(Indexes.ascending(MEMBER, SERVED_AT)),
                        new IndexModel(Indexes.ascending(UNIT, SERVED), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(COMMUNITY, SERVED))));
    }

    void apply(Collection<LedgerEntry> entries) {
        view.apply(entries.stream().map(entry -> new View.Entry<>(entry.key(), 1, entry)).toList());
    }

    /** The entries of a member, the latest service first. */
    public List<LedgerEntry> ofMember(String memberId) {
        return view.find(Filters.eq(MEMBER, memberId), Sorts.descending(SERVED_AT), MOST_OF_A_MEMBER);
    }

    /**
     * The entries of an account by service time, the earliest first.
     *
     * @param to the first instant that does not belong to it any more
     * @param after {@link #servedKey} of the last one of the page before
     */
    public List<LedgerEntry> page(Account account, Instant from, Instant to, Optional<String> after, int limit) {
        String field = switch (account.kind()) {
            case UNIT -> UNIT;
            case COMMUNITY -> COMMUNITY;
        };
        String start = after.filter(key -> key.compareTo(sortable(from)) > 0).orElse(sortable(from));
        return view.find(Filters.and(Filters.eq(field, account.id()), Filters.gt(SERVED, start),
                Filters.lt(SERVED, sortable(to))), Sorts.ascending(SERVED), limit);
    }

    private static Map<String, Object> indexFields(LedgerEntry told) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(MEMBER, told.entry().memberId());
        fields.put(COMMUNITY, told.entry().communityId());
        fields.put(SERVED_AT, told.entry().servedAt());
        fields.put(SERVED, servedKey(told));
        told.entry().unitId().ifPresent(id -> fields.put(UNIT, id));
        return fields;
    }

    /** Where an entry stands in the order of all lists; unique. */
    public static String servedKey(LedgerEntry told) {
        return sortable(told.entry().servedAt()) + "-" + told.key();
    }

    private static String sortable(Instant at) {
        return String.format(Locale.ROOT, "%015d", at.toEpochMilli());
    }
}
