package cn.jinlin.supervision.demand;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** Who holds a claim on which order, the newest word for each order and member. */
@Repository
class Engagements {
    private static final String HELD_ON = "heldOn";
    private static final int ORDERS_AT_ONCE = 500;

    private final View<Engagement> view;

    /**
     * @param unitId the member's unit when it claimed
     * @param held false once it was released
     */
    record Engagement(String orderId, String memberId, Optional<String> unitId, boolean held) {
        View.Entry<Engagement> at(long version) {
            return new View.Entry<>(orderId + ":" + memberId, version, this);
        }
    }

    Engagements(Store store) {
        view = store.view("engagements", Engagement.class, each -> each.held() ? Map.of(HELD_ON, each.orderId()) : Map.of(),
                List.of(new IndexModel(Indexes.ascending(HELD_ON), new IndexOptions().sparse(true))));
    }

    void apply(Collection<View.Entry<Engagement>> entries) {
        view.apply(entries);
    }

    /** The claims that are held on some orders. */
    Set<Engagement> heldOn(List<String> orderIds) {
        Set<Engagement> held = new HashSet<>();
        for (int i = 0; i < orderIds.size(); i += ORDERS_AT_ONCE) {
            List<String> some = orderIds.subList(i, Math.min(i + ORDERS_AT_ONCE, orderIds.size()));
            held.addAll(view.find(Filters.in(HELD_ON, some), Filters.empty(), Integer.MAX_VALUE));
        }
        return held;
    }
}
