package cn.jinlin.registration.tally;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;
import cn.jinlin.registration.calendar.Period;

/** The lines of all ledgers, found by whose and where they are. Fed by this service's own events; can be dropped and read anew. */
@Repository
class CountedEntries {
    private static final String SERVED_AT = "servedAt";
    private static final String MEMBER = "memberId";
    private static final String UNIT = "unitId";
    private static final String COMMUNITY = "communityId";

    private final View<CountedEntry> entries;

    CountedEntries(Store store) {
        entries = store.view("countedEntries", CountedEntry.class, CountedEntries::fields,
                Stream.of(MEMBER, UNIT, COMMUNITY).map(by -> new IndexModel(Indexes.ascending(by, SERVED_AT))).toList());
    }

    void apply(Collection<View.Entry<CountedEntry>> told) {
        entries.apply(told);
    }

    List<CountedEntry> ofUnit(String unitId, Period period) {
        return find(Filters.eq(UNIT, unitId), period);
    }

    List<CountedEntry> ofCommunity(String communityId, Period period) {
        return find(Filters.eq(COMMUNITY, communityId), period);
    }

    List<CountedEntry> ofMembers(Collection<String> memberIds, Period period) {
        return memberIds.isEmpty() ? List.of() : find(Filters.in(MEMBER, memberIds), period);
    }

    private List<CountedEntry> find(Bson whose, Period period) {
        List<Bson> all = new ArrayList<>(List.of(whose));
        period.from().ifPresent(from -> all.add(Filters.gte(SERVED_AT, Date.from(from))));
        period.until().ifPresent(until -> all.add(Filters.lt(SERVED_AT, Date.from(until))));
        return entries.find(Filters.and(all), Filters.empty(), Integer.MAX_VALUE);
    }

    private static Map<String, Object> fields(CountedEntry entry) {
        Map<String, Object> fields = new HashMap<>();
        Instant servedAt = entry.servedAt();
        fields.put(SERVED_AT, servedAt);
        fields.put(MEMBER, entry.memberId());
        fields.put(COMMUNITY, entry.communityId());
        entry.unitId().ifPresent(unit -> fields.put(UNIT, unit));
        return fields;
    }
}
