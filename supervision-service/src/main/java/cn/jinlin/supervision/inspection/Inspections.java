package cn.jinlin.supervision.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each inspection. */
@Repository
public class Inspections {
    private static final String TARGET_ID = "targetId";
    private static final String COMMUNITY_ID = "communityId";
    private static final String CAMPAIGN_ID = "campaignId";
    private static final String LISTED = "listKey";
    private static final String TARGET = "target";
    private static final String INSPECTED_AT = "inspectedAt";

    private final Aggregates<Inspection, SupervisionEvent> aggregates;

    /**
     * Which inspections are asked for.
     *
     * @param communityIds only those located in one of these
     * @param before the {@link #listKey} of the last one of the page before
     */
    record Query(Optional<String> targetId, Optional<Set<String>> communityIds, Optional<String> campaignId,
            Optional<String> before) {}

    Inspections(Store store) {
        aggregates = store.aggregates(new AggregateType<>("inspection", "inspections", Inspection.class, SupervisionEvent.TOPIC,
                inspection -> Optional.of(inspection.changed()), Inspections::indexFields,
                List.of(new IndexModel(Indexes.ascending(LISTED)), new IndexModel(Indexes.ascending(TARGET_ID, LISTED)),
                        new IndexModel(Indexes.ascending(COMMUNITY_ID, LISTED)),
                        new IndexModel(Indexes.ascending(CAMPAIGN_ID, LISTED), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(TARGET, INSPECTED_AT)))));
    }

    Aggregates<Inspection, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The newest first. */
    List<Versioned<Inspection>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.targetId().ifPresent(id -> filters.add(Filters.eq(TARGET_ID, id)));
        query.communityIds().ifPresent(ids -> filters.add(Filters.in(COMMUNITY_ID, ids)));
        query.campaignId().ifPresent(id -> filters.add(Filters.eq(CAMPAIGN_ID, id)));
        query.before().ifPresent(key -> filters.add(Filters.lt(LISTED, key)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending(LISTED), limit);
    }

    /** The latest inspection of a target, whatever kind it is of. */
    public Optional<Inspection> latestOf(Target target) {
        return aggregates.find(Filters.eq(TARGET, key(target)), Sorts.descending(INSPECTED_AT), 1).stream()
                .map(Versioned::state).findFirst();
    }

    /** All inspections of a campaign, the first recorded first. */
    public List<Inspection> ofCampaign(String campaignId) {
        return aggregates.find(Filters.eq(CAMPAIGN_ID, campaignId), Sorts.ascending(LISTED), 0).stream().map(Versioned::state)
                .toList();
    }

    /** Where an inspection stands in all lists; unique. Ids say nothing of the time, because phones make them. */
    static String listKey(Inspection inspection) {
        return String.format(Locale.ROOT, "%015d-%s", inspection.recordedAt().toEpochMilli(), inspection.inspectionId());
    }

    private static String key(Target target) {
        return target.kind() + ":" + target.targetId();
    }

    private static Map<String, Object> indexFields(Inspection inspection) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(LISTED, listKey(inspection));
        fields.put(TARGET, key(inspection.target()));
        fields.put(INSPECTED_AT, inspection.visit().inspectedAt());
        fields.put(TARGET_ID, inspection.target().targetId());
        inspection.visit().campaignId().ifPresent(id -> fields.put(CAMPAIGN_ID, id));
        inspection.target().communityId().ifPresent(id -> fields.put(COMMUNITY_ID, id));
        return fields;
    }
}
