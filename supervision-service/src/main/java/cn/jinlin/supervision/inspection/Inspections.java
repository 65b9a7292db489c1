package cn.jinlin.supervision.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

/** One document for each inspection. */
@Repository
class Inspections {
    private static final String TARGET_ID = "targetId";
    private static final String COMMUNITY_ID = "communityId";

    private final Aggregates<Inspection, SupervisionEvent> aggregates;

    /**
     * Which inspections are asked for.
     *
     * @param communityIds only those located in one of these
     * @param before the id of the last one of the page before
     */
    record Query(Optional<String> targetId, Optional<Set<String>> communityIds, Optional<String> before) {}

    Inspections(Store store) {
        aggregates = store.aggregates(new AggregateType<>("inspection", "inspections", Inspection.class, SupervisionEvent.TOPIC,
                inspection -> Optional.of(inspection.changed()), Inspections::indexFields,
                List.of(new IndexModel(Indexes.ascending(TARGET_ID, "_id")),
                        new IndexModel(Indexes.ascending(COMMUNITY_ID, "_id")))));
    }

    Aggregates<Inspection, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The newest first. */
    List<Versioned<Inspection>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.targetId().ifPresent(id -> filters.add(Filters.eq(TARGET_ID, id)));
        query.communityIds().ifPresent(ids -> filters.add(Filters.in(COMMUNITY_ID, ids)));
        query.before().ifPresent(id -> filters.add(Filters.lt("_id", id)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending("_id"), limit);
    }

    private static Map<String, Object> indexFields(Inspection inspection) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(TARGET_ID, inspection.target().targetId());
        inspection.target().communityId().ifPresent(id -> fields.put(COMMUNITY_ID, id));
        return fields;
    }
}
