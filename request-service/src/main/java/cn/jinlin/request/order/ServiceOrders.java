package cn.jinlin.request.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
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
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Command;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** All orders. Every command first lets happen what time alone has made due, and then decides. */
@Repository
public class ServiceOrders {
    private static final String COMMUNITY = "communityId";
    private static final String STATUS = "status";
    private static final String CATEGORY = "category";
    private static final String STARTS_AT = "startsAt";
    private static final String PUBLISHED = "published";
    /** The stage of an order that has free places; absent from every other. */
    private static final String OPEN_TO = "openTo";
    private static final String ID = "_id";

    private static final AggregateType<ServiceOrder, RequestEvent> TYPE = new AggregateType<>("order", "orders",
            ServiceOrder.class,
            RequestEvent.TOPIC, order -> Optional.of(OrderTold.of(order)), ServiceOrders::fields,
            List.of(by(COMMUNITY, STATUS, STARTS_AT, ID), by(COMMUNITY, CATEGORY, STARTS_AT, ID), by(COMMUNITY, STARTS_AT, ID),
                    by(STATUS, STARTS_AT, ID), by(CATEGORY, STARTS_AT, ID), by(PUBLISHED, STARTS_AT, ID), by(STARTS_AT, ID),
                    by(COMMUNITY, OPEN_TO, STARTS_AT), by(OPEN_TO, STARTS_AT),
                    new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true))));

    private final Aggregates<ServiceOrder, RequestEvent> orders;

    public ServiceOrders(Store store) {
        this.orders = store.aggregates(TYPE);
    }

    private static IndexModel by(String... fields) {
        return new IndexModel(Indexes.ascending(fields));
    }

    private static Map<String, Object> fields(ServiceOrder order) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(COMMUNITY, order.sheet().communityId());
        fields.put(STATUS, order.status());
        fields.put(CATEGORY, order.terms().category());
        fields.put(STARTS_AT, order.terms().startsAt());
        fields.put(PUBLISHED, order.status() != OrderStatus.DRAFT);
        if (order instanceof ServiceOrder.Claimable && order.sheet().freePlaces() > 0) {
            fields.put(OPEN_TO, order.sheet().stage());
        }
        order.dueAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        return fields;
    }

    /** The order, or NOT_FOUND. */
    public Versioned<ServiceOrder> get(String orderId) {
        return orders.get(orderId);
    }

    public List<Versioned<ServiceOrder>> all(Collection<String> orderIds) {
        return orders.findAll(orderIds);
    }

    /** A new order; a retry of the same request finds the one that it made. */
    public Versioned<ServiceOrder> post(RequestKey key, ServiceOrder.Draft draft) {
        return orders.create(draft.orderId(), key, Change.of(draft), existing -> KitRefusal.IDEMPOTENCY_KEY_IN_USE.because());
    }

    /** Changes an order as it is by {@code now}. */
    public Versioned<ServiceOrder> change(String orderId, RequestKey key, Instant now,
            Function<Versioned<ServiceOrder>, Change<ServiceOrder, RequestEvent>> transition) {
        return orders.change(orderId, key, current -> stepped(current, now, transition));
    }

    /** As {@link #change}, with a result of the caller's own. */
    public <R> Committed<ServiceOrder, R> execute(String orderId, RequestKey key, Class<R> resultType,
            Command<ServiceOrder, RequestEvent, R> command) {
        return orders.execute(orderId, key, resultType, command);
    }

    /** As {@link #execute(String, RequestKey, Class, Command)}, for work that no request asked for. */
    public <R> Committed<ServiceOrder, R> execute(String orderId, Class<R> resultType,
            Command<ServiceOrder, RequestEvent, R> command) {
        return orders.execute(orderId, resultType, command);
    }

    /** Lets time pass for one order; changes nothing when nothing is due. */
    public void letPass(String orderId, Instant now) {
        orders.execute(orderId, Boolean.class, current -> {
            if (current == null || current.state().dueAt().filter(at -> !at.isAfter(now)).isEmpty()) {
                return Outcome.unchanged(Boolean.FALSE);
            }
            return Outcome.changed(current.state().asOf(now), Boolean.TRUE);
        });
    }

    /** A transition that comes after everything that was due before it. */
    public static Change<ServiceOrder, RequestEvent> stepped(Versioned<ServiceOrder> current, Instant now,
            Function<Versioned<ServiceOrder>, Change<ServiceOrder, RequestEvent>> transition) {
        Change<ServiceOrder, RequestEvent> passed = current.state().asOf(now);
        Change<ServiceOrder, RequestEvent> change = transition.apply(new Versioned<>(passed.state(), current.version()));
        List<RequestEvent> facts = new ArrayList<>(passed.facts());
        facts.addAll(change.facts());
        return new Change<>(change.state(), facts);
    }

    /** Work on orders that time alone moves on. */
    public DueWork passing(Clock clock, Duration every, Consumer<String> letPass) {
        return new DueWork("order", orders, clock, every, letPass);
    }

    /**
     * Orders with free places that start after {@code now}, the next first: those of one community at any stage, or those
     * that are open to the whole district.
     */
    public List<ServiceOrder> withPlaces(Optional<String> communityId, Instant now, int limit) {
        List<Audience> stages = communityId.isPresent()
                ? List.of(Audience.PARTNER_UNITS, Audience.COMMUNITY)
                : List.of(Audience.DISTRICT);
        return stages.stream().flatMap(stage -> withPlaces(communityId, stage, now, limit).stream())
                .sorted(Comparator.comparing(order -> order.terms().startsAt())).limit(limit).toList();
    }

    private List<ServiceOrder> withPlaces(Optional<String> communityId, Audience stage, Instant now, int limit) {
        List<Bson> filters = new ArrayList<>();
        communityId.ifPresent(id -> filters.add(Filters.eq(COMMUNITY, id)));
        filters.add(Filters.eq(OPEN_TO, stage.name()));
        filters.add(Filters.gt(STARTS_AT, Date.from(now)));
        return orders.find(Filters.and(filters), Sorts.ascending(STARTS_AT), limit).stream().map(Versioned::state).toList();
    }

    /**
     * What a list shows, all of it optional.
     *
     * @param from the earliest start
     * @param to the first start that is too late
     * @param drafts whether drafts are shown, too
     */
    public record Selection(Optional<String> communityId, Optional<OrderStatus> status, Optional<Category> category,
            Optional<Instant> from, Optional<Instant> to, boolean drafts) {}

    /** The last order of the page before. */
    public record After(Instant startsAt, String orderId) {}

    /** Orders by their start, the earliest first. */
    public List<Versioned<ServiceOrder>> list(Selection selection, Optional<After> after, int limit) {
        List<Bson> filters = new ArrayList<>();
        selection.communityId().ifPresent(id -> filters.add(Filters.eq(COMMUNITY, id)));
        selection.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        selection.category().ifPresent(category -> filters.add(Filters.eq(CATEGORY, category.name())));
        if (!selection.drafts()) {
            filters.add(Filters.eq(PUBLISHED, true));
        }
        selection.from().ifPresent(from -> filters.add(Filters.gte(STARTS_AT, Date.from(from))));
        selection.to().ifPresent(to -> filters.add(Filters.lt(STARTS_AT, Date.from(to))));
        after.ifPresent(last -> filters.addAll(beyond(last)));
        return orders.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.ascending(STARTS_AT, ID), limit);
    }

    /** The bound on the start alone lets the index begin at the right place. */
    private static List<Bson> beyond(After last) {
        Date start = Date.from(last.startsAt());
        return List.of(Filters.gte(STARTS_AT, start),
                Filters.or(Filters.gt(STARTS_AT, start), Filters.gt(ID, last.orderId())));
    }
}
