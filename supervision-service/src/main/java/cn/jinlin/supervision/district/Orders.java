package cn.jinlin.supervision.district;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The orders as request-service last told them. */
@Repository
public class Orders {
    /** People can come to these: claimed before the start, or walking in until the end. */
    static final Set<OrderStatus> RUNNING = EnumSet.of(OrderStatus.OPEN, OrderStatus.IN_PROGRESS);

    private static final String COLLECTION = "orders";
    private static final String RUNNING_IN = "runningIn";
    private static final String ENDS_AT = "endsAt";
    private static final String CAPACITY = "capacity";
    private static final String CLAIMED = "claimed";
    private static final String HELD_IN = "heldIn";
    private static final String STARTS_AT = "startsAt";
    private static final String STATUS = "status";
    private static final Set<OrderStatus> NEVER_HELD = EnumSet.of(OrderStatus.DRAFT, OrderStatus.OFFERED, OrderStatus.CANCELLED,
            OrderStatus.EXPIRED);

    private final View<OrderChanged> view;
    private final MongoCollection<Document> documents;

    /**
     * An order that people can come to.
     *
     * @param capacity places at most
     * @param claimed places taken
     */
    public record Running(Instant endsAt, int capacity, int claimed) {}

    /**
     * An order that members could claim, whatever has become of it since.
     *
     * @param capacity places at most
     * @param claimed places taken
     */
    public record Planned(String orderId, String communityId, OrderStatus status, Instant startsAt, Instant endsAt, int capacity,
            int claimed) {}

    public Orders(Store store) {
        view = store.view(COLLECTION, OrderChanged.class, Orders::indexFields,
                List.of(new IndexModel(Indexes.ascending(RUNNING_IN, ENDS_AT), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(HELD_IN, STARTS_AT), new IndexOptions().sparse(true))));
        documents = store.documents(COLLECTION);
    }

    void apply(Collection<View.Entry<OrderChanged>> entries) {
        view.apply(entries);
    }

    public Optional<OrderChanged> find(String orderId) {
        return view.find(orderId);
    }

    /** The orders of a community that are OPEN or IN_PROGRESS and end after {@code now}. */
    public List<Running> runningIn(String communityId, Instant now) {
        return documents.find(Filters.and(Filters.eq(RUNNING_IN, communityId), Filters.gt(ENDS_AT, Date.from(now))))
                .projection(Projections.include(ENDS_AT, CAPACITY, CLAIMED))
                .map(document -> new Running(document.getDate(ENDS_AT).toInstant(), document.getInteger(CAPACITY),
                        document.getInteger(CLAIMED)))
                .into(new ArrayList<>());
    }

    /** The orders of some communities that were not cancelled and begin in a span of time. */
    public List<Planned> startingIn(Collection<String> communityIds, Instant from, Instant until) {
        return documents
                .find(Filters.and(Filters.in(HELD_IN, communityIds), Filters.gte(STARTS_AT, Date.from(from)),
                        Filters.lt(STARTS_AT, Date.from(until))))
                .projection(Projections.include(HELD_IN, STATUS, STARTS_AT, ENDS_AT, CAPACITY, CLAIMED)).map(Orders::planned)
                .into(new ArrayList<>());
    }

    private static Planned planned(Document order) {
        return new Planned(order.getString("_id"), order.getString(HELD_IN), OrderStatus.valueOf(order.getString(STATUS)),
                order.getDate(STARTS_AT).toInstant(), order.getDate(ENDS_AT).toInstant(), order.getInteger(CAPACITY),
                order.getInteger(CLAIMED));
    }

    private static Map<String, Object> indexFields(OrderChanged order) {
        if (NEVER_HELD.contains(order.status())) {
            return Map.of();
        }
        Map<String, Object> fields = new HashMap<>(Map.of(HELD_IN, order.communityId(), STATUS, order.status(), STARTS_AT,
                order.startsAt(), ENDS_AT, order.endsAt(), CAPACITY, order.capacity().max(), CLAIMED, order.claimed()));
        if (RUNNING.contains(order.status())) {
            fields.put(RUNNING_IN, order.communityId());
        }
        return fields;
    }
}
