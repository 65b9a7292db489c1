package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.admission.ClaimSettings;
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.admission.Turnstile;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;

/** Claims and releases. Nobody gets a place without having its hour, and nobody keeps an hour without a place for long. */
@Service
@EnableConfigurationProperties(ClaimSettings.class)
class ClaimDesk {
    /** How far a view may be behind. */
    private static final Duration VIEW_LAG = Duration.ofSeconds(1);
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    private final ServiceOrders orders;
    private final Schedules schedules;
    private final Claimants claimants;
    private final HoldingDesk holding;
    private final ScheduleKeeper keeper;
    private final ClaimSettings settings;
    private final Alternatives alternatives;
    private final Turnstile turnstile;
    private final Clock clock;

    ClaimDesk(ServiceOrders orders, Schedules schedules, Claimants claimants, HoldingDesk holding, ScheduleKeeper keeper,
            ClaimSettings settings, Alternatives alternatives, Turnstile turnstile, Clock clock) {
        this.orders = orders;
        this.schedules = schedules;
        this.claimants = claimants;
        this.holding = holding;
        this.keeper = keeper;
        this.settings = settings;
        this.alternatives = alternatives;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    /** @param via the client whose app the claim comes with, where the token names one */
    record Manner(int companions, Optional<String> via) {}

    /** A place, one on the waitlist, or the wait for an officer's word. */
    Committed<ServiceOrder, Placing> claim(String orderId, String memberId, Manner manner, RequestKey key) {
        Claimant who = turnstile.pass(() -> claimants.of(memberId)).via(manner.via());
        try {
            return holding.around(wish(orderId, List.of(memberId), key), () -> admit(orderId, who, key),
                    hours -> take(orderId, List.of(who), key,
                            (order, now) -> order.claim(who, manner.companions(), hours.apply(memberId), now)));
        } catch (Refused refused) {
            throw explained(orderId, who, refused);
        }
    }

    /** Places for all of these members, or for none of them. */
    Committed<ServiceOrder, Placing> assign(String orderId, List<String> memberIds, Optional<String> via, RequestKey key) {
        List<Claimant> all = turnstile.pass(() -> memberIds.stream().map(id -> claimants.of(id).via(via)).toList());
        return holding.around(wish(orderId, memberIds, key), () -> ask(orderId, all, key),
                hours -> take(orderId, all, key, (order, now) -> order.assign(all, hours, now)));
    }

    private HoldingDesk.Wish wish(String orderId, List<String> memberIds, RequestKey key) {
        return new HoldingDesk.Wish(memberIds, orderId, key, settings.allowance());
    }

    private Refused explained(String orderId, Claimant who, Refused refused) {
        if (refused.refusal() == ClaimRefusal.MEMBER_NOT_REGISTERED) {
            return refused.retryAfter(VIEW_LAG);
        }
        return alternatives.helps(refused) ? refused.with("alternatives", alternatives.to(orderId, who)) : refused;
    }

    /** A full order is said to be full without holding an hour first, unless the schedule has an earlier word. */
    private Committed<ServiceOrder, Placing> admit(String orderId, Claimant who, RequestKey key) {
        Committed<ServiceOrder, Placing> admitted = ask(orderId, List.of(who), key);
        Optional<Refused> full = admitted.result().isDone() ? Optional.empty() : admitted.after().state().full(who);
        if (full.isPresent() && mayHold(who.memberId(), orderId, admitted.result())) {
            throw full.get();
        }
        return admitted;
    }

    private boolean mayHold(String memberId, String orderId, Placing admitted) {
        Instant now = clock.instant();
        Hold wanted = Hold.pending(orderId, "", admitted.from(), admitted.until(), now);
        return turnstile.pass(() -> schedules.of(memberId)).allows(wanted, now, settings.allowance());
    }

    /** Goes through the order's lane, so that a rush reads the order once for all who wait. */
    private Committed<ServiceOrder, Placing> ask(String orderId, List<Claimant> all, RequestKey key) {
        Instant now = clock.instant();
        return orders.execute(orderId, key, Placing.class, current -> {
            if (current == null || current.state() instanceof ServiceOrder.Draft) {
                throw KitRefusal.NOT_FOUND.because("order", orderId);
            }
            ServiceOrder order = current.state().asOf(now).state();
            Objections objections = new Objections(all.stream().map(Claimant::memberId).toList());
            all.forEach(who -> objections.hear(who.memberId(), () -> order.admit(who, now)));
            objections.raise();
            return Outcome.unchanged(Placing.admitted(order));
        });
    }

    private Committed<ServiceOrder, Placing> take(String orderId, List<Claimant> all, RequestKey key,
            BiFunction<ServiceOrder, Instant, Change<ServiceOrder, RequestEvent>> step) {
        Instant now = clock.instant();
        List<String> memberIds = all.stream().map(Claimant::memberId).toList();
        return orders.execute(orderId, key, Placing.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("order", orderId);
            }
            var change = ServiceOrders.stepped(current, now, order -> step.apply(order.state(), now));
            return Outcome.changed(change, Placing.of(change.state(), memberIds));
        });
    }

    /** An officer's word on a claim that waits for it. */
    Versioned<ServiceOrder> decide(String orderId, String memberId, boolean confirmed, RequestKey key) {
        Instant now = clock.instant();
        Versioned<ServiceOrder> after = orders.change(orderId, key, now,
                current -> current.state().decide(memberId, confirmed, now));
        keeper.follow(after, List.of(memberId));
        return after;
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

    /** Gives up whatever an erased member still holds and can be given up; what is at work is judged by the community. */
    void releaseAll(String memberId) {
        for (Hold hold : schedules.of(memberId).doubtful()) {
            try {
                release(hold.orderId(), memberId, "MEMBER_ERASED", NO_KEY);
            } catch (Refused refused) {
                if (refused.refusal() != ClaimRefusal.RELEASE_CLOSED && refused.refusal() != KitRefusal.NOT_FOUND) {
                    throw refused;
                }
            }
        }
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
