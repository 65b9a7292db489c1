package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedule.OrderReading;
import cn.jinlin.request.schedule.Schedules;

/** Brings schedules in line with the orders, which alone know what became of a claim. */
@Service
public class ScheduleKeeper {
    private final ServiceOrders orders;
    private final Schedules schedules;
    private final Clock clock;

    ScheduleKeeper(ServiceOrders orders, Schedules schedules, Clock clock) {
        this.orders = orders;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** Takes over what the order says of these members' claims. */
    public void follow(Versioned<ServiceOrder> order, Collection<String> memberIds) {
        for (String memberId : memberIds) {
            order.state().sheet().roster().of(memberId)
                    .ifPresent(claim -> schedules.read(memberId, List.of(reading(order, claim.token(), Optional.of(claim)))));
        }
    }

    /**
     * Compares this member's holds with their orders. A hold whose claim broke off is first fenced in the order,
     * so that a stalled process cannot claim with it any more, and then goes.
     */
    public void settle(String memberId) {
        Instant now = clock.instant();
        List<Hold> doubtful = schedules.of(memberId).doubtful();
        if (doubtful.isEmpty()) {
            return;
        }
        Map<String, Versioned<ServiceOrder>> known = orders.all(doubtful.stream().map(Hold::orderId).toList()).stream()
                .collect(Collectors.toMap(order -> order.state().orderId(), Function.identity()));
        List<OrderReading> readings = new ArrayList<>();
        for (Hold hold : doubtful) {
            Optional.ofNullable(known.get(hold.orderId())).flatMap(order -> settled(memberId, hold, order, now))
                    .ifPresent(readings::add);
        }
        schedules.read(memberId, readings);
    }

    /** Empty while a claim may still come of the hold. */
    private Optional<OrderReading> settled(String memberId, Hold hold, Versioned<ServiceOrder> order, Instant now) {
        Optional<Claim> claim = claim(order, memberId, hold);
        if (claim.isPresent() || !hold.waits()) {
            return Optional.of(reading(order, hold.token(), claim));
        }
        if (!hold.brokenOff(now)) {
            return Optional.empty();
        }
        Versioned<ServiceOrder> fenced = fence(memberId, hold);
        return Optional.of(reading(fenced, hold.token(), claim(fenced, memberId, hold)));
    }

    private Versioned<ServiceOrder> fence(String memberId, Hold hold) {
        return orders.execute(hold.orderId(), Boolean.class, current -> {
            if (current == null || current.state().sheet().roster().knows(memberId, hold.token())
                    || current.state().sheet().roster().fences(hold.token())) {
                return Outcome.unchanged(Boolean.FALSE);
            }
            return Outcome.changed(current.state().fence(hold.token()), Boolean.TRUE);
        }).after();
    }

    private static Optional<Claim> claim(Versioned<ServiceOrder> order, String memberId, Hold hold) {
        return order.state().sheet().roster().of(memberId).filter(claim -> claim.token().equals(hold.token()));
    }

    private static OrderReading reading(Versioned<ServiceOrder> order, String token, Optional<Claim> claim) {
        boolean live = claim.filter(Claim::live).isPresent() && order.state().holdsHours();
        boolean missed = claim.filter(Claim::absent).isPresent();
        return new OrderReading(token, live ? Hold.Standing.TAKEN : missed ? Hold.Standing.MISSED : Hold.Standing.OVER,
                order.state().terms().startsAt(), order.state().terms().endsAt(), order.version());
    }
}
