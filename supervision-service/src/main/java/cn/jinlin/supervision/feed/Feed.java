package cn.jinlin.supervision.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The feed in the order of its offsets, each written once, and how far it has come with each aggregate. */
@Repository
class Feed {
    private static final String READER = "reader";
    private static final String TYPE = "type";
    private static final String COMMUNITY = "communityId";

    private final View<FeedEntry> entries;
    private final View<Shown> shown;

    Feed(Store store) {
        entries = store.view("platformFeed", FeedEntry.class, Feed::indexFields, List.of());
        shown = store.view("platformShown", Shown.class, _ -> Map.of(), List.of());
    }

    List<Shown> shown(Collection<String> aggregateIds) {
        return shown.findAll(aggregateIds);
    }

    /** The entries come first: whoever finds the newest version of an aggregate finds its entry too. */
    void append(Collection<FeedEntry> next, Collection<Shown> after) {
        entries.apply(next.stream().map(entry -> new View.Entry<>(key(entry.offset()), 1, entry)).toList());
        shown.apply(after.stream().map(each -> new View.Entry<>(each.aggregateId(), each.version(), each)).toList());
    }

    /** What follows an offset, in the order of offsets. */
    List<FeedEntry> after(long offset, FeedDesk.Wanted wanted, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.gt("_id", key(offset)));
        filters.add(Filters.in(READER, Shown.EVERYBODY, wanted.clientId()));
        if (!wanted.types().isEmpty()) {
            filters.add(Filters.in(TYPE, wanted.types()));
        }
        if (!wanted.communityIds().isEmpty()) {
            filters.add(Filters.in(COMMUNITY, wanted.communityIds()));
        }
        return entries.find(Filters.and(filters), Sorts.ascending("_id"), limit);
    }

    /** The offset of the newest entry, whoever may read it; empty while there is none. */
    OptionalLong end() {
        return entries.find(Filters.empty(), Sorts.descending("_id"), 1).stream().mapToLong(FeedEntry::offset).findFirst();
    }

    private static Map<String, Object> indexFields(FeedEntry entry) {
        Map<String, Object> fields = new java.util.HashMap<>(Map.of(READER, entry.reader(), TYPE, entry.type()));
        entry.communityId().ifPresent(id -> fields.put(COMMUNITY, id));
        return fields;
    }

    /** Sorts as the number does; a negative one lies before all. */
    private static String key(long offset) {
        return offset < 0 ? "" : String.format(Locale.ROOT, "%019d", offset);
    }
}
