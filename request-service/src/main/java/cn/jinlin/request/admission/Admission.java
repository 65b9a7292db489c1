package cn.jinlin.request.admission;

import java.time.Instant;

import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.schedule.Allowance;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedule;

/**
 * One member's chances at an instant, asked of the rules that decide a claim: those of the order, and those of the member's
 * own time.
 */
public record Admission(Claimant who, Schedule schedule, Allowance allowance, Instant now) {

    /** Whether a claim on this order would get a place at once, or wait for nothing but an officer's word. */
    public boolean givesPlace(ServiceOrder order) {
        ServiceOrder then = order.asOf(now).state();
        return admits(then) && then.sheet().freePlaces() > 0 && then.full(who).isEmpty() && hasTimeFor(then);
    }

    private boolean admits(ServiceOrder order) {
        try {
            order.admit(who, now);
            return true;
        } catch (Refused _) {
            return false;
        }
    }

    /** Whether the member's schedule would hold the hour of this order. */
    public boolean hasTimeFor(ServiceOrder order) {
        return schedule.allows(
                Hold.pending(order.orderId(), "", order.terms().startsAt(), order.terms().endsAt(), now), now, allowance);
    }
}
