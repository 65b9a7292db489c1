package cn.jinlin.request.recommendation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.request.admission.Turnstile;
import cn.jinlin.request.order.Need;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;

/**
 * The orders with free places that members are pointed to: of every need those that start next, in some communities and in
 * the district as a whole. However many orders there are, no more than these are read, and not for every member anew.
 */
@Component
class OpenOrders {
    /** Of one need and one community. */
    private static final int LOOKED_AT = 30;
    /** How old the knowledge of open orders may be; a rush asks for them thousands of times a second. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** Communities that are remembered, which is more than a district has. */
    private static final int REMEMBERED = 1_000;
    private static final String DISTRICT = "";

    private final ServiceOrders orders;
    private final Turnstile turnstile;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    OpenOrders(ServiceOrders orders, Turnstile turnstile) {
        this.orders = orders;
        this.turnstile = turnstile;
    }

    private record Seen(Instant at, List<ServiceOrder> open) {}

    /** Each once. */
    List<ServiceOrder> in(List<String> communities, Instant now) {
        Map<String, ServiceOrder> found = new LinkedHashMap<>();
        Stream.concat(Stream.of(DISTRICT), communities.stream()).flatMap(community -> open(community, now).stream())
                .forEach(order -> found.putIfAbsent(order.orderId(), order));
        return new ArrayList<>(found.values());
    }

    private List<ServiceOrder> open(String community, Instant now) {
        if (seen.size() > REMEMBERED) {
            seen.clear();
        }
        return seen.compute(community,
                (same, before) -> before != null && now.isBefore(before.at().plus(FRESH)) ? before : look(community, now)).open();
    }

    private Seen look(String community, Instant now) {
        Optional<String> within = Optional.of(community).filter(id -> !id.equals(DISTRICT));
        return new Seen(now, Stream.of(Need.values())
                .flatMap(need -> turnstile.pass(() -> orders.withPlaces(within, need, now, LOOKED_AT)).stream()).toList());
    }
}
