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
import java.util.function.BiFunction;
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
import cn.jinlin.request.order.Selection.After;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.TitleText;

/** All orders. Every command first lets happen what time alone has made due, and then decides. */
@Repository
public class ServiceOrders {
    private static final String COMMUNITY = "communityId";
    private static final String CATEGORY = "category";
    private static final String STARTS_AT = "startsAt";
    /** Under which of the lists an order is found: all, the published ones, and that of its status. */
    private static final String LISTED_AS = "listedAs";
    private static final String ALL = "ALL";
    private static final String PUBLISHED = "PUBLISHED";
    /** The parts of the title, each of which it is found by. */
    private static final String GRAMS = "grams";
    private static final String SERIES = "seriesId";
    /** Where an order with free places is open: in its community or anywhere; absent from every other order. */
    private static final String OPEN_IN = "openIn";
    private static final String ANYWHERE = "*";
    private static final String NEED = "need";
    private static final String ID = "_id";
    /** Titles that one search looks at, at most, and at a time. */
    private static final int MOST_LOOKED_AT = 1_000;
    private static final int LOOKED_AT_ONCE = 250;
    /** A part that so many titles have is a poor one to search by. */
    private static final int MANY = 200;

    static final AggregateType<ServiceOrder, RequestEvent> TYPE = new AggregateType<>("order", "orders",
            ServiceOrder.class,
            RequestEvent.TOPIC, order -> Optional.of(OrderTold.of(order)), ServiceOrders::fields,
            List.of(by(LISTED_AS, STARTS_AT, ID), by(LISTED_AS, CATEGORY, STARTS_AT, ID),
                    by(COMMUNITY, LISTED_AS, STARTS_AT, ID), by(COMMUNITY, LISTED_AS, CATEGORY, STARTS_AT, ID),
                    by(GRAMS, STARTS_AT, ID), by(COMMUNITY, GRAMS, STARTS_AT, ID), by(SERIES, STARTS_AT, ID),
                    by(OPEN_IN, NEED, STARTS_AT),
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
        fields.put(CATEGORY, order.terms().category());
        fields.put(STARTS_AT, order.terms().startsAt());
        fields.put(LISTED_AS, order.status() == OrderStatus.DRAFT
                ? List.of(ALL, order.status())
                : List.of(ALL, PUBLISHED, order.status()));
        fields.put(GRAMS, TitleText.gramsOf(order.terms().title()));
        order.sheet().occurrence().ifPresent(of -> fields.put(SERIES, of.seriesId()));
        if (order instanceof ServiceOrder.Claimable && order.sheet().freePlaces() > 0) {
            fields.put(OPEN_IN, order.sheet().stage() == Audience.DISTRICT ? ANYWHERE : order.sheet().communityId());
            fields.put(NEED, Need.of(order.sheet()).name());
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

    /**
     * Keeps the draft of a series: makes it where there is none yet, and lets it follow its series where there is.
     *
     * @param draft asked for only where the order is not there
     */
    public ServiceOrder keep(String orderId, Terms terms, Offers offers, Instant now,
            BiFunction<Terms, Offers, ServiceOrder.Draft> draft) {
        Optional<ServiceOrder.Draft> missing = orders.find(orderId).isPresent()
                ? Optional.empty()
                : Optional.of(draft.apply(terms, offers));
        return orders.execute(orderId, Boolean.class, current -> {
            if (current == null) {
                return Outcome.changed(Change.<ServiceOrder, RequestEvent>of(missing.orElseThrow()), Boolean.TRUE);
            }
            Change<ServiceOrder, RequestEvent> change = stepped(current, now, order -> order.state().follow(terms, offers));
            return change.state().equals(current.state())
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(change, Boolean.FALSE);
        }).after().state();
    }

    /** Ends a draft that its series no longer wants; false where the order goes its own way. */
    public boolean withdraw(String orderId, String reason, Instant now) {
        return orders.execute(orderId, Boolean.class, current -> {
            if (current == null) {
                return Outcome.unchanged(Boolean.TRUE);
            }
            Change<ServiceOrder, RequestEvent> change = stepped(current, now, order -> order.state().withdraw(reason, now));
            boolean withdrawn = change.state() instanceof ServiceOrder.Cancelled ended && ended.reason().equals(reason);
            return change.state().equals(current.state())
                    ? Outcome.unchanged(withdrawn)
                    : Outcome.changed(change, withdrawn);
        }).result();
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
     * Orders with free places that need people so much and start after {@code now}, the next first: those of one community
     * while they are its own, or those that are open to the whole district.
     */
    public List<ServiceOrder> withPlaces(Optional<String> communityId, Need need, Instant now, int limit) {
        Bson filter = Filters.and(Filters.eq(OPEN_IN, communityId.orElse(ANYWHERE)), Filters.eq(NEED, need.name()),
                Filters.gt(STARTS_AT, Date.from(now)));
        return orders.find(filter, Sorts.ascending(STARTS_AT), limit).stream().map(Versioned::state).toList();
    }

    /**
     * A part of a list.
     *
     * @param next where the list goes on; empty at its end. Before that a slice may be shorter than was asked for
     */
    public record Slice(List<Versioned<ServiceOrder>> orders, Optional<After> next) {
        public Slice {
            orders = List.copyOf(orders);
        }
    }

    /** The orders of a series by their start, the earliest first. */
    public Slice ofSeries(String seriesId, Optional<After> after, int limit) {
        return slice(withBounds(List.of(Filters.eq(SERIES, seriesId)), Optional.empty(), Optional.empty(), after), limit);
    }

    /** Orders by their start, the earliest first. */
    public Slice list(Selection selection, Optional<After> after, int limit) {
        if (selection.isVoid()) {
            return new Slice(List.of(), Optional.empty());
        }
        List<Bson> filters = new ArrayList<>();
        selection.communityId().ifPresent(id -> filters.add(Filters.eq(COMMUNITY, id)));
        if (selection.text().isPresent()) {
            return search(selection, filters, selection.text().get(), after, limit);
        }
        filters.add(Filters.eq(LISTED_AS, selection.status().map(Enum::name).orElse(selection.drafts() ? ALL : PUBLISHED)));
        selection.category().ifPresent(category -> filters.add(Filters.eq(CATEGORY, category.name())));
        return slice(withBounds(filters, selection.from(), selection.to(), after), limit);
    }

    private Slice slice(Bson filter, int limit) {
        List<Versioned<ServiceOrder>> found = orders.find(filter, Sorts.ascending(STARTS_AT, ID), limit + 1);
        return found.size() <= limit
                ? new Slice(found, Optional.empty())
                : new Slice(found.subList(0, limit), Optional.of(After.of(found.get(limit - 1).state())));
    }

    /**
     * The titles with the rarest of the text's parts are looked at one after the other; however many have it, one call looks
     * at no more than a thousand and then says where to go on.
     */
    private Slice search(Selection selection, List<Bson> filters, TitleText text, Optional<After> after, int limit) {
        List<Bson> some = new ArrayList<>(filters);
        some.add(Filters.eq(GRAMS, rarest(filters, text)));
        List<Versioned<ServiceOrder>> shown = new ArrayList<>();
        Optional<After> last = after;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
            List<Versioned<ServiceOrder>> found = orders.find(withBounds(some, selection.from(), selection.to(), last),
                    Sorts.ascending(STARTS_AT, ID), LOOKED_AT_ONCE);
            for (Versioned<ServiceOrder> order : found) {
                if (selection.shows(order.state())) {
                    if (shown.size() == limit) {
                        return new Slice(shown, last);
                    }
                    shown.add(order);
                }
                last = Optional.of(After.of(order.state()));
            }
            if (found.size() < LOOKED_AT_ONCE) {
                return new Slice(shown, Optional.empty());
            }
        }
        return new Slice(shown, last);
    }

    private String rarest(List<Bson> filters, TitleText text) {
        return text.grams().stream().min(Comparator.comparingLong(gram -> {
            List<Bson> some = new ArrayList<>(filters);
            some.add(Filters.eq(GRAMS, gram));
            return orders.count(Filters.and(some), MANY);
        })).orElseThrow();
    }

    private static Bson withBounds(List<Bson> filters, Optional<Instant> from, Optional<Instant> to, Optional<After> after) {
        List<Bson> all = new ArrayList<>(filters);
        from.ifPresent(start -> all.add(Filters.gte(STARTS_AT, Date.from(start))));
        to.ifPresent(end -> all.add(Filters.lt(STARTS_AT, Date.from(end))));
        after.ifPresent(last -> all.addAll(beyond(last)));
        return Filters.and(all);
    }

    /** The bound on the start alone lets the index begin at the right place. */
    private static List<Bson> beyond(After last) {
        Date start = Date.from(last.startsAt());
        return List.of(Filters.gte(STARTS_AT, start),
                Filters.or(Filters.gt(STARTS_AT, start), Filters.gt(ID, last.orderId())));
    }
}
