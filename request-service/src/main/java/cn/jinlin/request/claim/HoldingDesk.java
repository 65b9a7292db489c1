package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.admission.Turnstile;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Allowance;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.ScheduleRefusal;
import cn.jinlin.request.schedule.Schedules;

/**
 * Holds the hours of members around their claims: the schedules first, then the order. Refused by the order, the hours are
 * given back; when nobody knows whether the order took the claims, the holds stay and is settled later.
 */
@Service
public class HoldingDesk {
    /** How long a request waits for another one of the same member on the same order. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** The hour is in the schedule, and the order has not been asked. */
    static final String HELD = "held";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Schedules schedules;
    private final ScheduleKeeper keeper;
    private final Turnstile turnstile;
    private final Clock clock;
    private final FaultHook faults;

    HoldingDesk(Schedules schedules, ScheduleKeeper keeper, Turnstile turnstile, Clock clock, FaultHook faults) {
        this.faults = faults;
        this.turnstile = turnstile;
        this.schedules = schedules;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** A claim of one member on one order, or of several that get places all together or not at all. */
    public record Wish(List<String> memberIds, String orderId, RequestKey key, Allowance allowance) {
        public Wish {
            memberIds = List.copyOf(memberIds);
        }

        String token(String base, String memberId) {
            return memberIds.size() == 1 ? base : base + '/' + memberId;
        }
    }

    /**
     * @param admit what the order says before the schedules are asked; claims that this request made already end it here
     * @param take lets the order take the claims on the held hours
     */
    public Committed<ServiceOrder, Placing> around(Wish wish, Supplier<Committed<ServiceOrder, Placing>> admit,
            Function<Function<String, HeldHour>, Committed<ServiceOrder, Placing>> take) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        String base = wish.key().firstId();
        while (System.nanoTime() - giveUp < 0) {
            Committed<ServiceOrder, Placing> admitted = admit.get();
            if (admitted.result().isDone()) {
                return admitted;
            }
            Map<String, HeldHour> held = new HashMap<>();
            if (hold(wish, base, admitted.result(), held)) {
                faults.reach(HELD);
                try {
                    return take.apply(memberId -> Objects.requireNonNull(held.get(memberId)));
                } catch (Refused refused) {
                    giveBack(held, refused);
                    base = Ids.next();
                }
            } else {
                pause();
            }
        }
        throw KitRefusal.BUSY.because().retryAfter(Hold.SETTLED_AFTER);
    }

    /** All hours or none; false while another request of one of these members on this order is under way. */
    private boolean hold(Wish wish, String base, Placing admitted, Map<String, HeldHour> held) {
        Objections objections = new Objections(wish.memberIds());
        boolean underWay = false;
        for (String memberId : wish.memberIds()) {
            HeldHour hour = new HeldHour(wish.token(base, memberId), admitted.from(), admitted.until());
            try {
                held.put(memberId, hold(wish, memberId, hour));
            } catch (Refused refused) {
                underWay |= refused.refusal() == ScheduleRefusal.CLAIM_UNDER_WAY;
                objections.add(memberId, refused);
            }
        }
        if (objections.any()) {
            giveBack(held);
        }
        if (!underWay) {
            objections.raise();
        }
        return !underWay;
    }

    /** Before a refusal stands, holds that may have ended meanwhile are compared with their orders. */
    private HeldHour hold(Wish wish, String memberId, HeldHour hour) {
        Instant now = clock.instant();
        Hold wanted = Hold.pending(wish.orderId(), hour.token(), hour.from(), hour.until(), now);
        boolean awaitsOfficer;
        try {
            awaitsOfficer = turnstile.pass(() -> schedules.hold(memberId, wanted, now, wish.allowance()));
        } catch (Refused refused) {
            if (!(refused.refusal() instanceof ScheduleRefusal)) {
                throw refused;
            }
            keeper.settle(memberId);
            awaitsOfficer = schedules.hold(memberId, wanted, now, wish.allowance());
        }
        return new HeldHour(hour.token(), hour.from(), hour.until(), awaitsOfficer);
    }

    /** A hold that was settled or has the wrong hour is worth another try; every other refusal is the answer. */
    private void giveBack(Map<String, HeldHour> held, Refused refused) {
        if (refused.refusal() != KitRefusal.STORE_UNAVAILABLE) {
            giveBack(held);
        }
        if (refused.refusal() != ClaimRefusal.HOLD_LOST) {
            throw refused;
        }
    }

    private void giveBack(Map<String, HeldHour> held) {
        held.forEach((memberId, hour) -> turnstile.pass(() -> {
            schedules.giveBack(memberId, hour.token());
            return memberId;
        }));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KitRefusal.BUSY.because();
        }
    }
}
