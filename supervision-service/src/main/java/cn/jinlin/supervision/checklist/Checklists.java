package cn.jinlin.supervision.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each checklist with all its editions; nobody else's business, so no event tells of it. */
@Repository
class Checklists {
    private static final String KIND = "kind";
    private static final String RETIRED = "retired";

    private final Aggregates<Checklist, SupervisionEvent> aggregates;

    Checklists(Store store) {
        aggregates = store.aggregates(new AggregateType<>("checklist", "checklists", Checklist.class, SupervisionEvent.TOPIC,
                _ -> Optional.empty(), list -> Map.of(KIND, list.kind(), RETIRED, list.retired()),
                List.of(new IndexModel(Indexes.ascending(RETIRED, "_id")),
                        new IndexModel(Indexes.ascending(KIND, RETIRED, "_id")))));
    }

    Aggregates<Checklist, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** Those in use, the oldest first. */
    List<Versioned<Checklist>> page(Optional<TargetKind> kind, Optional<String> after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(Filters.eq(RETIRED, false)));
        kind.ifPresent(one -> filters.add(Filters.eq(KIND, one.name())));
        after.ifPresent(id -> filters.add(Filters.gt("_id", id)));
        return aggregates.find(Filters.and(filters), Sorts.ascending("_id"), limit);
    }
}
