package cn.jinlin.request.work;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.claim.HoldingDesk;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.photo.PhotoDesk;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Allowance;

/** Check-ins, check-outs, completion and acceptance. */
@Service
class WorkDesk {
    private final ServiceOrders orders;
    private final Claimants claimants;
    private final HoldingDesk holding;
    private final PhotoDesk evidence;
    private final Clock clock;

    WorkDesk(ServiceOrders orders, Claimants claimants, HoldingDesk holding, PhotoDesk evidence, Clock clock) {
        this.orders = orders;
        this.claimants = claimants;
        this.holding = holding;
        this.evidence = evidence;
        this.clock = clock;
    }

    Versioned<ServiceOrder> get(String orderId) {
        return orders.get(orderId);
    }

    /** By the member itself. */
    Versioned<ServiceOrder> checkIn(String orderId, RequestKey key, String memberId, Optional<Location> location) {
        return step(orderId, key,
                now -> order -> order.checkIn(new Arrival(memberId, location, false, Optional.empty()), now));
    }

    /** By the officer's roll call; who has no claim walks in, and its hour is held first as for any claim. */
    Versioned<ServiceOrder> callRoll(String orderId, RequestKey key, String memberId) {
        Claimant who = claimants.of(memberId);
        return holding.around(new HoldingDesk.Wish(List.of(memberId), orderId, key, Allowance.UNBOUND),
                () -> called(orderId, who, key), hours -> walkIn(orderId, key, who, hours.apply(memberId))).after();
    }

    /** Checks in who has a claim; refuses a walk-in before its hour is held, as far as that can be said already. */
    private Committed<ServiceOrder, Placing> called(String orderId, Claimant who, RequestKey key) {
        Instant now = clock.instant();
        return orders.execute(orderId, key, Placing.class, current -> {
            ServiceOrder order = known(orderId, current).state().asOf(now).state();
            if (order.sheet().roster().live(who.memberId()).isEmpty()) {
                order.checkIn(arrival(who, new HeldHour("", order.terms().startsAt(), order.terms().endsAt())), now);
                return Outcome.unchanged(Placing.admitted(order));
            }
            var change = ServiceOrders.stepped(known(orderId, current), now, seen -> seen.state()
                    .checkIn(new Arrival(who.memberId(), Optional.empty(), true, Optional.empty()), now));
            return Outcome.changed(change, Placing.of(change.state(), List.of(who.memberId())));
        });
    }

    private Committed<ServiceOrder, Placing> walkIn(String orderId, RequestKey key, Claimant who, HeldHour hour) {
        Instant now = clock.instant();
        return orders.execute(orderId, key, Placing.class, current -> {
            var change = ServiceOrders.stepped(known(orderId, current), now,
                    order -> order.state().checkIn(arrival(who, hour), now));
            return Outcome.changed(change, Placing.of(change.state(), List.of(who.memberId())));
        });
    }

    private static Arrival arrival(Claimant who, HeldHour hour) {
        return new Arrival(who.memberId(), Optional.empty(), true, Optional.of(new Arrival.WalkIn(who, hour)));
    }

    private static Versioned<ServiceOrder> known(String orderId,
            @Nullable Versioned<ServiceOrder> current) {
        if (current == null) {
            throw KitRefusal.NOT_FOUND.because("order", orderId);
        }
        return current;
    }

    Versioned<ServiceOrder> checkOut(String orderId, RequestKey key, String memberId) {
        return step(orderId, key, now -> order -> order.checkOut(memberId, now));
    }

    Versioned<ServiceOrder> complete(String orderId, RequestKey key, String by, String summary,
            List<RequestEvent.Outcome> outcomes,
            List<String> photos) {
        evidence.refer(orderId, photos);
        return step(orderId, key, now -> order -> order.complete(new Completion(summary, outcomes, photos, by, now)));
    }

    Versioned<ServiceOrder> accept(String orderId, RequestKey key, Judging judging) {
        evidence.refer(orderId, judging.photos());
        return step(orderId, key, now -> order -> order.accept(judging, now));
    }

    Versioned<ServiceOrder> sendBack(String orderId, RequestKey key, Judging judging) {
        return step(orderId, key, _ -> order -> order.sendBack(judging));
    }

    Versioned<ServiceOrder> reopen(String orderId, RequestKey key, String reason) {
        return step(orderId, key, now -> order -> order.reopen(reason, now));
    }

    private Versioned<ServiceOrder> step(String orderId, RequestKey key,
            Function<Instant, Function<ServiceOrder, Change<ServiceOrder, RequestEvent>>> transition) {
        Instant now = clock.instant();
        return orders.change(orderId, key, now, current -> transition.apply(now).apply(current.state()));
    }
}
