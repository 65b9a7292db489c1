package cn.jinlin.supervision.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;

/** One document: the last rebuild. */
@Repository
class Rebuilds {
    static final String ID = "coverage";

    private final Aggregates<Rebuild, SupervisionEvent> aggregates;

    Rebuilds(Store store) {
        aggregates = store.aggregates(new AggregateType<>("rebuild", "rebuilds", Rebuild.class, SupervisionEvent.TOPIC,
                _ -> Optional.empty(), _ -> Map.of(), List.of()));
    }

    Aggregates<Rebuild, SupervisionEvent> aggregates() {
        return aggregates;
    }
}
