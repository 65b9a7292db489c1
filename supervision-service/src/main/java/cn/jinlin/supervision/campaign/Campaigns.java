package cn.jinlin.supervision.campaign;

import java.util.ArrayList;
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
import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each campaign. */
@Repository
class Campaigns {
    private static final String STATUS = "status";

    private final Aggregates<Campaign, SupervisionEvent> aggregates;

    Campaigns(Store store, CampaignSettings settings) {
        aggregates = store.aggregates(new AggregateType<>("campaign", "campaigns", Campaign.class, SupervisionEvent.TOPIC,
                campaign -> Optional.of(campaign.changed()), campaign -> indexFields(campaign, settings),
                List.of(new IndexModel(Indexes.ascending(STATUS, "_id")),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    Aggregates<Campaign, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The newest first. */
    List<Versioned<Campaign>> page(Optional<CampaignStatus> status, Optional<String> before, int limit) {
        List<Bson> filters = new ArrayList<>();
        status.ifPresent(one -> filters.add(Filters.eq(STATUS, one.name())));
        before.ifPresent(id -> filters.add(Filters.lt("_id", id)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending("_id"), limit);
    }

    private static Map<String, Object> indexFields(Campaign campaign, CampaignSettings settings) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(STATUS, campaign.status());
        campaign.dueAt(settings.takeLate()).ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        return fields;
    }
}
