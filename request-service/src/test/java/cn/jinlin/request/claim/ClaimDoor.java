package cn.jinlin.request.claim;

import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.BeanFactory;

import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.Placing.Placed;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;

/** Claims as HTTP carries them out, for tests outside this package. */
public final class ClaimDoor {
    private final ClaimDesk desk;
    private final ScheduleKeeper keeper;

    public ClaimDoor(BeanFactory beans) {
        this.desk = beans.getBean(ClaimDesk.class);
        this.keeper = beans.getBean(ScheduleKeeper.class);
    }

    public Placed claim(String orderId, String memberId, RequestKey key) {
        return desk.claim(orderId, memberId, new ClaimDesk.Manner(0, Optional.empty()), key).result().placed().getFirst();
    }

    public List<Placed> assign(String orderId, List<String> memberIds, RequestKey key) {
        return desk.assign(orderId, memberIds, Optional.empty(), key).result().placed();
    }

    public void release(String orderId, String memberId, RequestKey key) {
        desk.release(orderId, memberId, "BY_MEMBER", key);
    }

    /** What the listener does once it heard of the order. */
    public void follow(Versioned<ServiceOrder> order) {
        keeper.follow(order, order.state().sheet().roster().claims().stream().map(Claim::memberId).toList());
    }

    /** What the sweep does with claims that broke off. */
    public void settle(String memberId) {
        keeper.settle(memberId);
    }
}
