package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each finding. Due time and id are one sortable text, so every list is one range of one index. */
@Repository
class Findings {
    private static final String DUE = "dueKey";
    private static final String STATUS = "status";
    private static final String TARGET_ID = "targetId";
    private static final String PARTY = "party";
    private static final String UNRESOLVED = "unresolved";

    private final Aggregates<Finding, SupervisionEvent> aggregates;

    /**
     * Which findings are asked for.
     *
     * @param overdueBy only those not resolved whose due time had passed by then
     * @param parties only those that one of these has to put right
     * @param after the key of the last one of the page before
     */
    record Query(Optional<Instant> overdueBy, Optional<FindingStatus> status, Optional<String> targetId,
            Optional<Collection<Party>> parties, Optional<String> after) {}

    Findings(Store store) {
        aggregates = store.aggregates(new AggregateType<>("finding", "findings", Finding.class, SupervisionEvent.TOPIC,
                finding -> Optional.of(finding.changed()), Findings::indexFields,
                List.of(new IndexModel(Indexes.ascending(DUE)), new IndexModel(Indexes.ascending(STATUS, DUE)),
                        new IndexModel(Indexes.ascending(TARGET_ID, DUE)), new IndexModel(Indexes.ascending(PARTY, DUE)),
                        new IndexModel(Indexes.ascending(UNRESOLVED, DUE)))));
    }

    Aggregates<Finding, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The earliest due first. */
    List<Versioned<Finding>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.parties().ifPresent(parties -> filters.add(Filters.in(PARTY, parties.stream().map(Findings::key).toList())));
        query.targetId().ifPresent(id -> filters.add(Filters.eq(TARGET_ID, id)));
        query.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        query.overdueBy().ifPresent(now -> {
            filters.add(Filters.eq(UNRESOLVED, true));
            filters.add(Filters.lt(DUE, sortable(now)));
        });
        query.after().ifPresent(key -> filters.add(Filters.gt(DUE, key)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.ascending(DUE), limit);
    }

    /** Where a finding stands in the order of all lists; unique. */
    static String dueKey(Finding finding) {
        return sortable(finding.about().dueAt()) + "-" + finding.about().findingId();
    }

    private static Map<String, Object> indexFields(Finding finding) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(DUE, dueKey(finding));
        fields.put(STATUS, finding.status());
        fields.put(TARGET_ID, finding.about().target().targetId());
        fields.put(PARTY, key(finding.about().responsible()));
        fields.put(UNRESOLVED, finding.status() != FindingStatus.RESOLVED);
        return fields;
    }

    private static String key(Party party) {
        return party.kind() + ":" + party.id();
    }

    private static String sortable(Instant at) {
        return String.format(Locale.ROOT, "%015d", at.toEpochMilli());
    }
}
