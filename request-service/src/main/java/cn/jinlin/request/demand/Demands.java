package cn.jinlin.request.demand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
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

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** All demands; no sender has two of the same external id. */
@Repository
class Demands {
    private static final String SOURCE = "source";
    private static final String EXTERNAL = "externalKey";
    private static final String CATEGORY = "category";
    private static final String ENDED = "ended";
    private static final String AT = "at";
    private static final String ID = "_id";
    private static final AggregateType<Demand, RequestEvent> TYPE = new AggregateType<>("demand", "demands", Demand.class,
            RequestEvent.TOPIC, _ -> Optional.empty(), Demands::fields,
            List.of(new IndexModel(Indexes.ascending(EXTERNAL), new IndexOptions().unique(true).sparse(true)), by(SOURCE, AT, ID),
                    by(SOURCE, CATEGORY, AT, ID), by(SOURCE, ENDED, AT, ID), by(SOURCE, CATEGORY, ENDED, AT, ID)));

    private final Aggregates<Demand, RequestEvent> demands;

    Demands(Store store) {
        this.demands = store.aggregates(TYPE);
    }

    private static IndexModel by(String... fields) {
        return new IndexModel(Indexes.ascending(fields));
    }

    private static Map<String, Object> fields(Demand demand) {
        Map<String, Object> fields = new HashMap<>(Map.of(SOURCE, demand.source(), CATEGORY, demand.category(), ENDED,
                demand.ended(), AT, demand.at()));
        demand.externalId().ifPresent(id -> fields.put(EXTERNAL, key(demand.source(), id)));
        return fields;
    }

    private static String key(String source, String externalId) {
        return source + '/' + externalId;
    }

    /** @throws cn.jinlin.kit.store.DuplicateKey when its sender has another of this external id */
    void add(Demand demand) {
        demands.create(demand.orderId(), new RequestKey(Optional.empty(), List.of()), Change.of(demand),
                _ -> KitRefusal.IDEMPOTENCY_KEY_IN_USE.because());
    }

    void follow(String orderId, OrderStatus status, Instant at) {
        demands.execute(orderId, Boolean.class, current -> {
            Demand before = current == null ? null : current.state();
            Demand after = before == null ? null : before.follow(status, at);
            return after == null || after.equals(before)
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(Change.of(after), Boolean.TRUE);
        });
    }

    Optional<Demand> find(String orderId) {
        return demands.find(orderId).map(Versioned::state);
    }

    Optional<Demand> of(String source, String externalId) {
        return demands.find(Filters.eq(EXTERNAL, key(source, externalId)), Filters.empty(), 1).stream().map(Versioned::state)
                .findFirst();
    }

    /** The newest first. */
    List<Demand> list(DemandDesk.Selection wanted, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(Filters.eq(SOURCE, wanted.source())));
        wanted.category().ifPresent(category -> filters.add(Filters.eq(CATEGORY, category.name())));
        wanted.ended().ifPresent(ended -> filters.add(Filters.eq(ENDED, ended)));
        wanted.from().ifPresent(from -> filters.add(Filters.gte(AT, Date.from(from))));
        wanted.to().ifPresent(to -> filters.add(Filters.lt(AT, Date.from(to))));
        wanted.after().ifPresent(last -> {
            Date at = Date.from(last.at());
            filters.add(Filters.lte(AT, at));
            filters.add(Filters.or(Filters.lt(AT, at), Filters.lt(ID, last.orderId())));
        });
        return demands.find(Filters.and(filters), Sorts.descending(AT, ID), limit).stream().map(Versioned::state).toList();
    }
}
