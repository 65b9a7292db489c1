package cn.jinlin.request.rating;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** All opinions, found by their order's id. */
@Repository
class OpinionBook {
    private static final AggregateType<Opinions, RequestEvent> TYPE = new AggregateType<>("opinions", "opinions", Opinions.class,
            RequestEvent.TOPIC, _ -> Optional.empty(), _ -> Map.of(), List.of());

    private final Aggregates<Opinions, RequestEvent> opinions;

    OpinionBook(Store store) {
        this.opinions = store.aggregates(TYPE);
    }

    Versioned<Opinions> add(String orderId, RequestKey key, UnaryOperator<Opinions> transition) {
        return opinions.execute(orderId, key, Boolean.class, current -> {
            Opinions before = current == null ? Opinions.none(orderId) : current.state();
            return Outcome.changed(Change.of(transition.apply(before)), Boolean.TRUE);
        }).after();
    }

    Opinions of(String orderId) {
        return opinions.find(orderId).map(Versioned::state).orElse(Opinions.none(orderId));
    }
}
