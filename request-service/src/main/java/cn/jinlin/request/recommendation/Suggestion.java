package cn.jinlin.request.recommendation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import cn.jinlin.request.order.Need;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.recommendation.Reason.Code;

/**
 * An order that a member may claim now, and why it might.
 *
 * @param need comes before everything else: no order shall stay empty while others fill up
 * @param worth from 0 to 1, what the order is worth to this member among those of the same need
 * @param reasons the most important first; never empty
 */
public record Suggestion(ServiceOrder order, Need need, double worth, Optional<Double> kilometres, List<Reason> reasons) {
    /** Neediest first; of the same need what is worth most, then what starts first. */
    private static final Comparator<Suggestion> BEST_FIRST = Comparator.comparing(Suggestion::need)
            .thenComparing(Comparator.comparingDouble(Suggestion::worth).reversed())
            .thenComparing(each -> each.order().terms().startsAt()).thenComparing(each -> each.order().orderId());
    private static final double EMPTINESS = 0.30;
    private static final double NEARNESS = 0.35;
    private static final double WORK = 0.10;
    private static final double PLACE = 0.05;
    /** Members who stand at the same spot are not all sent to the same order. */
    private static final double TURN = 0.20;
    /** At this distance an order is worth half of one next door. */
    private static final double HALF_WAY_KM = 3;
    private static final double NEAR_KM = 5;
    /** So often served is as good as always. */
    private static final double OFTEN = 5;

    public Suggestion {
        reasons = List.copyOf(reasons);
    }

    /** The best of these orders for this member, each of which it may claim. */
    static List<Suggestion> best(Collection<ServiceOrder> claimable, Standpoint from, int limit) {
        return claimable.stream().map(order -> of(order, from)).sorted(BEST_FIRST).limit(limit).toList();
    }

    static Suggestion of(ServiceOrder order, Standpoint from) {
        Optional<Double> kilometres = from.kilometresTo(order);
        Sheet sheet = order.sheet();
        double worth = EMPTINESS * sheet.freePlaces() / order.terms().capacity().max()
                + NEARNESS * kilometres.map(km -> HALF_WAY_KM / (HALF_WAY_KM + km)).orElse(from.isAtHome(order) ? 1.0 : 0.5)
                + WORK * Math.min(1, from.timesOf(order.terms().category()) / OFTEN)
                + PLACE * Math.min(1, from.timesIn(sheet.communityId()) / OFTEN)
                + TURN * turn(from.who().memberId(), order.orderId());
        return new Suggestion(order, Need.of(sheet), worth, kilometres, reasons(order, from, kilometres));
    }

    /** Evenly spread from 0 to 1, and always the same for a member and an order. */
    private static double turn(String memberId, String orderId) {
        long mixed = (memberId + '/' + orderId).hashCode() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 11) * 0x1p-53;
    }

    private static List<Reason> reasons(ServiceOrder order, Standpoint from, Optional<Double> kilometres) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(needed(order));
        if (order.sheet().holdsPlaceFor(from.who())) {
            reasons.add(Reason.of(Code.PLACES_OF_YOURS));
        }
        if (from.isAtHome(order)) {
            reasons.add(Reason.of(Code.YOUR_COMMUNITY));
        }
        kilometres.filter(km -> km <= NEAR_KM).ifPresent(km -> reasons.add(Reason.of(Code.NEAR, rounded(km))));
        int work = from.timesOf(order.terms().category());
        if (work > 0) {
            reasons.add(Reason.of(Code.KNOWN_WORK, work));
        }
        int place = from.timesIn(order.sheet().communityId());
        if (place > 0) {
            reasons.add(Reason.of(Code.KNOWN_PLACE, place));
        }
        return reasons;
    }

    private static Reason needed(ServiceOrder order) {
        int claimed = order.sheet().roster().claimed();
        return switch (Need.of(order.sheet())) {
            case EMPTY -> Reason.of(Code.NOBODY_YET, order.terms().capacity().max());
            case SHORT -> Reason.of(Code.SHORT_OF_MINIMUM, order.terms().capacity().min() - claimed);
            case FILLING -> Reason.of(Code.PLACES_LEFT, order.sheet().freePlaces(), order.terms().capacity().max());
        };
    }

    /** To a hundred metres, as 0.8. */
    static double rounded(double kilometres) {
        return Math.round(kilometres * 10) / 10.0;
    }
}
