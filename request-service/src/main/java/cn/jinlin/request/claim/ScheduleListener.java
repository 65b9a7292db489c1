package cn.jinlin.request.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.roster.Claim;

/**
 * Lets schedules follow this service's own events. An event only says whose claim to look at; what it came to is read from
 * the order, so late and repeated events do no harm.
 */
@Component
class ScheduleListener {
    private final EventReader reader;
    private final ServiceOrders orders;
    private final ScheduleKeeper keeper;

    ScheduleListener(EventReader reader, ServiceOrders orders, ScheduleKeeper keeper) {
        this.reader = reader;
        this.orders = orders;
        this.keeper = keeper;
    }

    @KafkaListener(id = "request-schedules", topics = RequestEvent.TOPIC)
    void take(List<ConsumerRecord<String, byte[]>> batch) {
        Map<String, Set<String>> members = new HashMap<>();
        Set<String> whole = new HashSet<>();
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            switch (in.event()) {
                case OrderClaimed told -> add(members, told.orderId(), told.memberId());
                case ClaimReleased told -> add(members, told.orderId(), told.memberId());
                case OrderRescheduled told -> whole.add(told.orderId());
                case OrderAccepted told -> whole.add(told.orderId());
                case OrderReopened told -> whole.add(told.orderId());
                case OrderChanged told -> addWhole(whole, told);
                case ClaimPromoted _,ClaimConfirmed _,CheckedIn _,CheckedOut _,MemberCredited _,OrderRelocated _ -> {
                }
            }
        }
        whole.forEach(orderId -> members.computeIfAbsent(orderId, id -> new HashSet<>()));
        for (Versioned<ServiceOrder> order : orders.all(members.keySet())) {
            keeper.follow(order, concerned(order.state(), members, whole));
        }
    }

    /** The work is done before its time: the hours are free again. */
    private static void addWhole(Set<String> whole, OrderChanged told) {
        if (told.status() == OrderStatus.COMPLETED) {
            whole.add(told.orderId());
        }
    }

    private static void add(Map<String, Set<String>> members, String orderId, String memberId) {
        members.computeIfAbsent(orderId, id -> new HashSet<>()).add(memberId);
    }

    private static Set<String> concerned(ServiceOrder order, Map<String, Set<String>> members, Set<String> whole) {
        Set<String> concerned = new HashSet<>(members.getOrDefault(order.orderId(), Set.of()));
        if (whole.contains(order.orderId())) {
            order.sheet().roster().claims().stream().map(Claim::memberId).forEach(concerned::add);
        }
        return concerned;
    }
}
