package cn.jinlin.request.series;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** All series. Others hear of their orders alone, so they tell nothing. */
@Repository
class AllSeries {
    private static final String COMMUNITY = "communityId";
    private static final String ID = "_id";
    private static final AggregateType<OrderSeries, RequestEvent> TYPE = new AggregateType<>("order series", "orderSeries",
            OrderSeries.class, RequestEvent.TOPIC, series -> Optional.empty(), AllSeries::fields,
            List.of(new IndexModel(Indexes.ascending(COMMUNITY, ID)),
                    new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true))));

    private final Aggregates<OrderSeries, RequestEvent> all;

    AllSeries(Store store) {
        this.all = store.aggregates(TYPE);
    }

    private static Map<String, Object> fields(OrderSeries series) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(COMMUNITY, series.plan().communityId());
        series.plan().dueAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        return fields;
    }

    Versioned<OrderSeries> get(String seriesId) {
        return all.get(seriesId);
    }

    Versioned<OrderSeries> begin(RequestKey key, OrderSeries series) {
        return all.create(series.plan().seriesId(), key, Change.of(series),
                existing -> KitRefusal.IDEMPOTENCY_KEY_IN_USE.because());
    }

    Versioned<OrderSeries> change(String seriesId, RequestKey key, Function<Versioned<OrderSeries>, OrderSeries> step) {
        return all.change(seriesId, key, current -> Change.of(step.apply(current)));
    }

    /** As {@link #change}, for work that no request asked for; writes nothing where nothing changes. */
    OrderSeries carryOn(String seriesId, Function<OrderSeries, OrderSeries> step) {
        return all.execute(seriesId, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("order series", seriesId);
            }
            OrderSeries next = step.apply(current.state());
            return next.equals(current.state())
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(Change.of(next), Boolean.TRUE);
        }).after().state();
    }

    /** Series of one community, or of all, the oldest first. */
    List<Versioned<OrderSeries>> list(Optional<String> communityId, Optional<String> after, int limit) {
        Bson of = communityId.map(id -> Filters.eq(COMMUNITY, id)).orElseGet(Filters::empty);
        Bson filter = after.map(id -> Filters.and(of, Filters.gt(ID, id))).orElse(of);
        return all.find(filter, Sorts.ascending(ID), limit);
    }

    DueWork due(Clock clock, Duration every, Consumer<String> carryOn) {
        return new DueWork("order series", all, clock, every, carryOn);
    }
}
