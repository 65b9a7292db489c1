package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.order.ClaimRefusal;
import cn.jinlin.request.order.HeldHour;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.ScheduleRefusal;
import cn.jinlin.request.schedule.Schedules;

/**
 * Holds the member's hour around a claim: the schedule first, then the order. Refused by the order, the hour is given
 * back; when nobody knows whether the order took the claim, the hold stays and is settled later.
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

    /** A claim of one member on one order, and how many open claims the member may have. */
    public record Wish(String memberId, String orderId, RequestKey key, int limit) {}

    /**
     * @param admit what the order says before the schedule is asked; a claim that this request made already ends it here
     * @param take lets the order take the claim on the held hour
     */
    public Committed<ServiceOrder, Placing> around(Wish wish, Supplier<Committed<ServiceOrder, Placing>> admit,
            Function<HeldHour, Committed<ServiceOrder, Placing>> take) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        String token = wish.key().firstId();
        while (System.nanoTime() - giveUp < 0) {
            Committed<ServiceOrder, Placing> admitted = admit.get();
            if (admitted.result().status().isPresent()) {
                return admitted;
            }
            HeldHour hour = new HeldHour(token, admitted.result().from(), admitted.result().until());
            if (hold(wish, hour)) {
                faults.reach(HELD);
                try {
                    return take.apply(hour);
                } catch (Refused refused) {
                    giveBack(wish, token, refused);
                    token = Ids.next();
                }
            } else {
                pause();
            }
        }
        throw KitRefusal.BUSY.because().retryAfter(Hold.SETTLED_AFTER);
    }

    /** False while another request of this member on this order is under way. */
    private boolean hold(Wish wish, HeldHour hour) {
        try {
            tryHold(wish, hour);
            return true;
        } catch (Refused refused) {
            if (refused.refusal() == ScheduleRefusal.CLAIM_UNDER_WAY) {
                return false;
            }
            throw refused;
        }
    }

    /** Before a refusal stands, holds that may have ended meanwhile are compared with their orders. */
    private void tryHold(Wish wish, HeldHour hour) {
        Instant now = clock.instant();
        Hold wanted = Hold.pending(wish.orderId(), hour.token(), hour.from(), hour.until(), now);
        try {
            turnstile.pass(() -> schedules.hold(wish.memberId(), wanted, now, wish.limit()));
        } catch (Refused refused) {
            if (!(refused.refusal() instanceof ScheduleRefusal)) {
                throw refused;
            }
            keeper.settle(wish.memberId());
            schedules.hold(wish.memberId(), wanted, now, wish.limit());
        }
    }

    /** A hold that was settled or has the wrong hour is worth another try; every other refusal is the answer. */
    private void giveBack(Wish wish, String token, Refused refused) {
        if (refused.refusal() != KitRefusal.STORE_UNAVAILABLE) {
            turnstile.pass(() -> schedules.giveBack(wish.memberId(), token));
        }
        if (refused.refusal() != ClaimRefusal.HOLD_LOST) {
            throw refused;
        }
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
