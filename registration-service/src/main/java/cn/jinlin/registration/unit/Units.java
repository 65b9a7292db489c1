package cn.jinlin.registration.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each unit, with its ties. */
@Repository
class Units {
    private final Aggregates<Unit, RegistrationEvent> aggregates;

    Units(Store store) {
        aggregates = store.aggregates(new AggregateType<>("unit", "units", Unit.class, RegistrationEvent.TOPIC,
                unit -> Optional.of(unit.changed()), unit -> Map.of(), List.of()));
    }

    Aggregates<Unit, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Units in the order in which they were made, the next after {@code after}. */
    List<Versioned<Unit>> page(String after, int limit) {
        return aggregates.find(Filters.gt("_id", after), Sorts.ascending("_id"), limit);
    }
}
