package cn.jinlin.registration.news;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** Who holds or waits for a place on which order. Fed by request-service. */
@Repository
public class Holders {
    private static final String HELD = "heldOrder";

    private final View<Holder> holders;

    Holders(Store store) {
        holders = store.view("claimHolders", Holder.class,
                holder -> holder.held() ? Map.of(HELD, holder.orderId()) : Map.of(),
                List.of(new IndexModel(Indexes.ascending(HELD))));
    }

    /** @param status CLAIMED, WAITLISTED or AWAITING_OFFICER, and RELEASED once it was given up */
    public record Holder(String orderId, String memberId, ClaimStatus status) {
        boolean held() {
            return status != ClaimStatus.RELEASED;
        }
    }

    /** Notes what the event says of a claim, if it says anything. */
    static List<View.Entry<Holder>> entries(RequestEvent event, long version) {
        return switch (event) {
            case OrderClaimed told -> entry(told.orderId(), told.memberId(), told.status(), version);
            case ClaimConfirmed told -> entry(told.orderId(), told.memberId(), told.status(), version);
            case ClaimPromoted told -> entry(told.orderId(), told.memberId(), ClaimStatus.CLAIMED, version);
            case ClaimReleased told -> entry(told.orderId(), told.memberId(), ClaimStatus.RELEASED, version);
            default -> List.of();
        };
    }

    void apply(List<View.Entry<Holder>> entries) {
        holders.apply(entries);
    }

    /** Everybody who holds or waits for a place. */
    public List<Holder> of(String orderId) {
        return new ArrayList<>(holders.find(Filters.eq(HELD, orderId), Filters.empty(), Integer.MAX_VALUE));
    }

    private static List<View.Entry<Holder>> entry(String orderId, String memberId, ClaimStatus status, long version) {
        return List.of(new View.Entry<>(orderId + '/' + memberId, version, new Holder(orderId, memberId, status)));
    }
}
