package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ClaimRefusal;
import cn.jinlin.request.order.Claimant;
import cn.jinlin.request.order.HeldHour;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;

/** Claims and releases. Nobody gets a place without having its hour, and nobody keeps an hour without a place for long. */
@Service
@EnableConfigurationProperties(ClaimSettings.class)
class ClaimDesk {
    /** How far a view may be behind. */
    private static final Duration VIEW_LAG = Duration.ofSeconds(1);

    private final ServiceOrders orders;
    private final Schedules schedules;
    private final Claimants claimants;
    private final HoldingDesk holding;
    private final ScheduleKeeper keeper;
    private final ClaimSettings settings;
    private final Turnstile turnstile;
    private final Clock clock;

    ClaimDesk(ServiceOrders orders, Schedules schedules, Claimants claimants, HoldingDesk holding, ScheduleKeeper keeper,
            ClaimSettings settings, Turnstile turnstile, Clock clock) {
        this.orders = orders;
        this.schedules = schedules;
        this.claimants = claimants;
        this.holding = holding;
        this.keeper = keeper;
        this.settings = settings;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    Committed<ServiceOrder, Placing> claim(String orderId, String memberId, int companions, RequestKey key) {
        Claimant who = turnstile.pass(() -> claimants.of(memberId));
        try {
            return holding.around(new HoldingDesk.Wish(memberId, orderId, key, settings.maxOpen()),
                    () -> admit(orderId, who, key),
                    hour -> take(orderId, who, companions, hour, key));
        } catch (Refused refused) {
            throw refused.refusal() == ClaimRefusal.MEMBER_NOT_REGISTERED ? refused.retryAfter(VIEW_LAG) : refused;
        }
    }

    /** A full order is said to be full without holding an hour first, unless the schedule has an earlier word. */
    private Committed<ServiceOrder, Placing> admit(String orderId, Claimant who, RequestKey key) {
        Committed<ServiceOrder, Placing> admitted = ask(orderId, who, key);
        Optional<Refused> full = admitted.result().status().isPresent()
                ? Optional.empty()
                : admitted.after().state().full(who);
        if (full.isPresent() && mayHold(who.memberId(), orderId, admitted.result())) {
            throw full.get();
        }
        return admitted;
    }

    private boolean mayHold(String memberId, String orderId, Placing admitted) {
        Instant now = clock.instant();
        Hold wanted = Hold.pending(orderId, "", admitted.from(), admitted.until(), now);
        return turnstile.pass(() -> schedules.of(memberId)).allows(wanted, now, settings.maxOpen());
    }

    /** Goes through the order's lane, so that a rush reads the order once for all who wait. */
    private Committed<ServiceOrder, Placing> ask(String orderId, Claimant who, RequestKey key) {
        Instant now = clock.instant();
        return orders.execute(orderId, key, Placing.class, current -> {
            if (current == null || current.state() instanceof ServiceOrder.Draft) {
                throw KitRefusal.NOT_FOUND.because("order", orderId);
            }
            ServiceOrder order = current.state().asOf(now).state();
            order.admit(who, now);
            return Outcome.unchanged(Placing.admitted(order));
        });
    }

    private Committed<ServiceOrder, Placing> take(String orderId, Claimant who, int companions, HeldHour hour, RequestKey key) {
        Instant now = clock.instant();
        return orders.execute(orderId, key, Placing.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("order", orderId);
            }
            var change = ServiceOrders.stepped(current, now, order -> order.state().claim(who, companions, hour, now));
            return Outcome.changed(change, Placing.of(change.state(), who.memberId()));
        });
    }

    Versioned<ServiceOrder> get(String orderId) {
        return orders.get(orderId);
    }

    /** Gives the claim up; the order first, then the schedule. */
    void release(String orderId, String memberId, String reason, RequestKey key) {
        Instant now = clock.instant();
        Versioned<ServiceOrder> after = orders.change(orderId, key, now,
                current -> current.state().release(memberId, reason, now));
        keeper.follow(after, List.of(memberId));
    }

    /** Orders that this member claimed, the latest start first. */
    List<Versioned<ServiceOrder>> claimedBy(String memberId) {
        List<String> ids = schedules.of(memberId).orders();
        List<Versioned<ServiceOrder>> found = new ArrayList<>(orders.all(ids));
        found.removeIf(order -> order.state().sheet().roster().of(memberId).isEmpty());
        found.sort(Comparator.comparingInt(order -> ids.indexOf(order.state().orderId())));
        return found;
    }
}
