package cn.jinlin.registration.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each unit, with its ties. */
@Repository
class Units {
    private static final String TIES = "ties";

    private final Aggregates<Unit, RegistrationEvent> aggregates;

    Units(Store store) {
        aggregates = store.aggregates(new AggregateType<>("unit", "units", Unit.class, RegistrationEvent.TOPIC,
                unit -> Optional.of(unit.changed()), Units::fields,
                List.of(new IndexModel(Indexes.ascending(TIES, "_id")))));
    }

    Aggregates<Unit, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Units in the order in which they were made, the next after {@code after}. */
    List<Versioned<Unit>> page(String after, int limit) {
        return aggregates.find(Filters.gt("_id", after), Sorts.ascending("_id"), limit);
    }

    /** As {@link #page}, of those with a tie of this status to the community, also one whose end is past. */
    List<Versioned<Unit>> tied(String communityId, TieStatus status, String after, int limit) {
        return aggregates.find(Filters.and(Filters.eq(TIES, tie(communityId, status)), Filters.gt("_id", after)),
                Sorts.ascending("_id"), limit);
    }

    private static Map<String, Object> fields(Unit unit) {
        return Map.of(TIES,
                unit.partnerCommunities().stream().map(tie -> tie(tie.communityId(), tie.status())).distinct().toList());
    }

    private static String tie(String communityId, TieStatus status) {
        return communityId + "/" + status;
    }
}
