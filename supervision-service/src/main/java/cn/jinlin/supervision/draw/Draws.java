package cn.jinlin.supervision.draw;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Store;

/** One document for each draw; written once. The campaign's event tells its digest. */
@Repository
public class Draws {
    private final Aggregates<Draw, SupervisionEvent> aggregates;

    Draws(Store store) {
        aggregates = store.aggregates(new AggregateType<>("draw", "draws", Draw.class, SupervisionEvent.TOPIC,
                _ -> Optional.empty(), _ -> Map.of(), List.of()));
    }

    /** Keeps a draw; the one that was kept first under its id holds. */
    public Draw keep(Draw draw) {
        return aggregates.execute(draw.drawId(), Boolean.class, current -> current == null
                ? Outcome.changed(Change.of(draw), Boolean.TRUE)
                : Outcome.unchanged(Boolean.FALSE)).after().state();
    }

    public Draw get(String drawId) {
        return aggregates.get(drawId).state();
    }
}
