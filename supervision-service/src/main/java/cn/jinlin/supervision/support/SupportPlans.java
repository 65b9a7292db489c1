package cn.jinlin.supervision.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each plan. */
@Repository
class SupportPlans {
    private static final String STATUS = "status";
    private static final String UNITS = "units";
    private static final String COMMUNITIES = "communities";

    private final Aggregates<SupportPlan, SupervisionEvent> aggregates;

    /**
     * Which plans are asked for.
     *
     * @param unit only those that ask this unit; units are asked once a plan is approved
     * @param communities only approved ones that help one of these
     * @param before the id of the last one of the page before
     */
    record Query(Optional<PlanStatus> status, Optional<String> unit, Optional<Collection<String>> communities,
            Optional<String> before) {}

    SupportPlans(Store store) {
        aggregates = store.aggregates(new AggregateType<>("support-plan", "supportPlans", SupportPlan.class,
                SupervisionEvent.TOPIC, plan -> Optional.of(plan.changed()), SupportPlans::indexFields,
                List.of(new IndexModel(Indexes.ascending(STATUS, "_id")), new IndexModel(Indexes.ascending(UNITS, "_id")),
                        new IndexModel(Indexes.ascending(COMMUNITIES, "_id")),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    Aggregates<SupportPlan, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The newest first. */
    List<Versioned<SupportPlan>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        query.unit().ifPresent(unit -> filters.add(Filters.eq(UNITS, unit)));
        query.communities().ifPresent(ids -> filters.add(Filters.in(COMMUNITIES, ids)));
        query.before().ifPresent(id -> filters.add(Filters.lt("_id", id)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending("_id"), limit);
    }

    private static Map<String, Object> indexFields(SupportPlan plan) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(STATUS, plan.status());
        plan.dueAt().ifPresent(due -> fields.put(AggregateType.DUE_AT, due));
        if (plan.approvalIfGiven().isPresent()) {
            fields.put(UNITS, plan.draft().units(_ -> true));
            fields.put(COMMUNITIES, plan.draft().communities());
        }
        return fields;
    }
}
