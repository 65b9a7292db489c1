package cn.jinlin.supervision.flag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.flag.Flag.Status;
import cn.jinlin.supervision.flag.Flag.Verdict;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Evidence.Item;
import cn.jinlin.supervision.rule.Rule;

/** One document for each flag; nobody is told of flags, so they have no events. */
@Repository
class Flags {
    private static final String RAISED = "raisedKey";
    private static final String RULE = "rule";
    private static final String STATUS = "status";
    private static final String COMMUNITIES = "communityIds";
    private static final String UNITS = "unitIds";
    private static final String VERDICT = "verdict";

    private final Aggregates<Flag, SupervisionEvent> aggregates;

    /** @param before the key of the last one of the page before */
    record Query(Optional<Rule> rule, Optional<Status> status, Optional<String> communityId, Optional<String> unitId,
            Optional<String> before) {}

    Flags(Store store) {
        aggregates = store.aggregates(new AggregateType<>("flag", "flags", Flag.class, SupervisionEvent.TOPIC,
                _ -> Optional.empty(), Flags::indexFields,
                List.of(index(RAISED), index(RULE, RAISED), index(STATUS, RAISED), index(RULE, STATUS, RAISED),
                        index(COMMUNITIES, RAISED), index(UNITS, RAISED), index(RULE, VERDICT))));
    }

    Aggregates<Flag, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The latest raised first. */
    List<Versioned<Flag>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.rule().ifPresent(rule -> filters.add(Filters.eq(RULE, rule.name())));
        query.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        query.communityId().ifPresent(id -> filters.add(Filters.eq(COMMUNITIES, id)));
        query.unitId().ifPresent(id -> filters.add(Filters.eq(UNITS, id)));
        query.before().ifPresent(key -> filters.add(Filters.lt(RAISED, key)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending(RAISED), limit);
    }

    /** How many flags of a rule stand like that. */
    long count(Rule rule, Status status) {
        return aggregates.count(Filters.and(Filters.eq(RULE, rule.name()), Filters.eq(STATUS, status.name())));
    }

    /** How many flags of a rule were found to be that, the last time they were settled. */
    long count(Rule rule, Verdict verdict) {
        return aggregates.count(Filters.and(Filters.eq(RULE, rule.name()), Filters.eq(VERDICT, verdict.name())));
    }

    /** Where a flag stands in the order of all lists; unique. */
    static String raisedKey(Flag flag) {
        return String.format(Locale.ROOT, "%015d", flag.about().raisedAt().toEpochMilli()) + "-" + flag.about().flagId();
    }

    private static Map<String, Object> indexFields(Flag flag) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(RAISED, raisedKey(flag));
        fields.put(RULE, flag.about().rule());
        fields.put(STATUS, flag.status());
        fields.put(COMMUNITIES, each(flag, Item::communityId));
        fields.put(UNITS, each(flag, Item::unitId));
        if (!flag.about().settlements().isEmpty()) {
            fields.put(VERDICT, flag.about().settlements().getLast().verdict());
        }
        return fields;
    }

    private static List<String> each(Flag flag, Function<Item, Optional<String>> part) {
        Stream<Evidence> settled = flag.about().settlements().stream().map(Flag.Settlement::evidence);
        Stream<Evidence> open = flag instanceof Flag.Open now ? Stream.of(now.evidence()) : Stream.empty();
        return Stream.concat(settled, open).flatMap(evidence -> evidence.items().stream())
                .flatMap(item -> part.apply(item).stream())
                .distinct().sorted().toList();
    }

    private static IndexModel index(String... fields) {
        return new IndexModel(Indexes.ascending(fields));
    }
}
