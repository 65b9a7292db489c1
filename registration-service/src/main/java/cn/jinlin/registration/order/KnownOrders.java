package cn.jinlin.registration.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** What is known of orders, fed by request-service. */
@Repository
public class KnownOrders {
    /** The most ids of one question to the store. */
    private static final int AT_ONCE = 500;

    private final View<KnownOrder> orders;

    KnownOrders(Store store) {
        orders = store.view("orders", KnownOrder.class, order -> Map.of(), List.of());
    }

    /** Those of the ids that have come here. */
    public Map<String, KnownOrder> byId(Collection<String> orderIds) {
        List<String> ids = new ArrayList<>(orderIds);
        Map<String, KnownOrder> found = new HashMap<>();
        for (int at = 0; at < ids.size(); at += AT_ONCE) {
            orders.findAll(ids.subList(at, Math.min(ids.size(), at + AT_ONCE)))
                    .forEach(order -> found.put(order.orderId(), order));
        }
        return found;
    }

    void apply(Collection<View.Entry<KnownOrder>> entries) {
        orders.apply(entries);
    }
}
