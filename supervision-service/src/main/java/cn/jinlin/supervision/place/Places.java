package cn.jinlin.supervision.place;

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

/** One document for each scenic spot or market; nobody else's business, so no event tells of it. */
@Repository
public class Places {
    private static final String KIND = "kind";
    private static final String COMMUNITY_ID = "communityId";

    private final Aggregates<Place, SupervisionEvent> aggregates;

    Places(Store store) {
        aggregates = store.aggregates(new AggregateType<>("place", "places", Place.class, SupervisionEvent.TOPIC,
                _ -> Optional.empty(), place -> Map.of(KIND, place.kind(), COMMUNITY_ID, place.communityId()),
                List.of(new IndexModel(Indexes.ascending(KIND, "_id")), new IndexModel(Indexes.ascending(COMMUNITY_ID, "_id")))));
    }

    Aggregates<Place, SupervisionEvent> aggregates() {
        return aggregates;
    }

    public Optional<Place> find(String placeId) {
        return aggregates.find(placeId).map(Versioned::state);
    }

    /** Those that can be inspected, by their id. */
    public List<Place> open(TargetKind kind) {
        return aggregates.find(Filters.eq(KIND, kind.name()), Sorts.ascending("_id"), 0).stream().map(Versioned::state)
                .filter(place -> !place.closed()).toList();
    }

    /** By their id, closed ones too. */
    List<Versioned<Place>> page(Optional<TargetKind> kind, Optional<String> communityId, Optional<String> after, int limit) {
        List<Bson> filters = new ArrayList<>();
        kind.ifPresent(one -> filters.add(Filters.eq(KIND, one.name())));
        communityId.ifPresent(id -> filters.add(Filters.eq(COMMUNITY_ID, id)));
        after.ifPresent(id -> filters.add(Filters.gt("_id", id)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.ascending("_id"), limit);
    }
}
