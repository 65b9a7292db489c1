package cn.jinlin.request.demand;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.posting.OrderDesk;
import cn.jinlin.request.terms.Offers;

/** Takes demands in, each once, and says what became of them. */
@Service
public class DemandDesk {
    private final Demands demands;
    private final OrderDesk posting;
    private final ServiceOrders orders;
    private final Clock clock;

    DemandDesk(Demands demands, OrderDesk posting, ServiceOrders orders, Clock clock) {
        this.demands = demands;
        this.posting = posting;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * A demand with the order that it became.
     *
     * @param repeated whether it had been there before
     */
    public record Taken(Demand demand, Versioned<ServiceOrder> order, boolean repeated) {}

    /**
     * Which of a sender's demands.
     *
     * @param ended those whose order has come to an end, or those whose order has not
     * @param from the earliest coming
     * @param to the first coming that is too late
     * @param after the last of the page before
     */
    public record Selection(String source, Optional<Category> category, Optional<Boolean> ended, Optional<Instant> from,
            Optional<Instant> to, Optional<Demand> after) {}

    /**
     * Makes a draft of a wish, and the same draft again for the same wish of the same sender under the same external id;
     * EXTERNAL_ID_REUSED for another wish. The demand is kept first, so a repetition after a crash makes the order that is missing.
     */
    public Taken take(RequestKey key, Wish wish) {
        Optional<Demand> known = known(wish);
        if (known.isPresent()) {
            return repeated(known.get(), wish);
        }
        posting.check(wish.communityId(), wish.terms(), Offers.NONE);
        Demand demand = Demand.of(key.firstId(), wish, clock.instant());
        try {
            demands.add(demand);
        } catch (DuplicateKey _) {
            return repeated(known(wish).orElseThrow(() -> KitRefusal.BUSY.because()), wish);
        }
        return new Taken(demand, order(demand, wish), false);
    }

    private Optional<Demand> known(Wish wish) {
        return wish.externalId().flatMap(id -> demands.of(wish.source(), id));
    }

    private Taken repeated(Demand demand, Wish wish) {
        if (!demand.digest().equals(wish.digest())) {
            throw DemandRefusal.EXTERNAL_ID_REUSED.because(demand.externalId().orElse(""));
        }
        return new Taken(demand, order(demand, wish), true);
    }

    private Versioned<ServiceOrder> order(Demand demand, Wish wish) {
        return orders.all(List.of(demand.orderId())).stream().findFirst()
                .orElseGet(() -> posting.post(
                        new RequestKey(Optional.of("demand/" + demand.orderId()), List.of(demand.orderId())), wish.communityId(),
                        wish.source(), wish.terms(), Offers.NONE));
    }

    /** One of this sender's, or NOT_FOUND. */
    public Taken get(String source, String orderId) {
        return demands.find(orderId).filter(demand -> demand.source().equals(source)).flatMap(this::withOrder)
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("demand", orderId));
    }

    /** One of this sender's by the id that the sender gave it, or NOT_FOUND. */
    public Taken byExternalId(String source, String externalId) {
        return demands.of(source, externalId).flatMap(this::withOrder)
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("demand", externalId));
    }

    private Optional<Taken> withOrder(Demand demand) {
        return orders.all(List.of(demand.orderId())).stream().findFirst().map(order -> new Taken(demand, order, true));
    }

    /** The newest first. */
    public List<Taken> list(Selection wanted, int limit) {
        List<Demand> found = demands.list(wanted, limit);
        Map<String, Versioned<ServiceOrder>> made = orders.all(found.stream().map(Demand::orderId).toList()).stream()
                .collect(Collectors.toMap(order -> order.state().orderId(), Function.identity()));
        return found.stream().filter(demand -> made.containsKey(demand.orderId()))
                .map(demand -> new Taken(demand, Objects.requireNonNull(made.get(demand.orderId())), true)).toList();
    }
}
