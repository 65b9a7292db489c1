package cn.jinlin.supervision.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
import cn.jinlin.events.RequestEvent.ServiceResult;

/**
 * One thing that happened around an order, as far as rules look at it.
 *
 * @param key natural key; what comes again under it changes nothing, but for a later acceptance of an order that was reopened
 * @param memberId whom it is about; empty for what happened to the order itself
 * @param at when it happened
 * @param startsAt the order's start, for what happened to the order itself and for credits
 * @param minutes that were accepted or credited
 * @param byOfficer entered by the officer and not by the member's own phone
 * @param device a keyed digest of the scanning device
 */
public record Deed(String key, Kind kind, String orderId, String communityId, Optional<String> memberId,
        Optional<String> unitId, Instant at, Optional<Instant> startsAt, int minutes, boolean byOfficer,
        Optional<String> device, Optional<Integer> distanceMetres) {
    /** Places asked for, in times of those that there are, from which an order counts as crowded. */
    private static final double CROWDED_FROM = 1.5;

    /** What happened. */
    public enum Kind {
        /** An order was offered or opened. */
        PUBLISHED,
        /** It was cancelled, or expired. */
        FALLEN_THROUGH,
        /** Half as many again as there are places hold or wait for one. */
        CROWDED, CLAIMED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY, CREDITED
    }

    /** What an event tells; an acceptance tells of each participant. */
    static List<Deed> of(RequestEvent event, Instant at) {
        return switch (event) {
            case OrderChanged order -> ofOrder(order, at);
            case OrderClaimed claim -> List.of(plain(claim.orderId(), Kind.CLAIMED, claim.communityId(), claim.memberId(),
                    claim.unitId(), claim.at(), false));
            case CheckedIn in -> List.of(plain(in.orderId(), Kind.CHECKED_IN, in.communityId(), in.memberId(), Optional.empty(),
                    in.at(), in.byOfficer()));
            case OrderAccepted accepted -> accepted.participants().stream().map(result -> judged(accepted, result)).toList();
            case MemberCredited credit -> List.of(new Deed(credit.creditId(), Kind.CREDITED, credit.orderId(),
                    credit.communityId(), Optional.of(credit.memberId()), credit.unitId(), credit.at(),
                    Optional.of(credit.servedAt()), credit.minutes(), credit.manual(), credit.device(),
                    credit.distanceMetres()));
            case ClaimConfirmed _,ClaimPromoted _,ClaimReleased _,CheckedOut _,OrderReopened _,OrderRescheduled _,OrderRelocated _ ->
                List.of();
        };
    }

    private static List<Deed> ofOrder(OrderChanged order, Instant at) {
        List<Deed> deeds = new ArrayList<>();
        switch (order.status()) {
            case OFFERED, OPEN -> deeds.add(ofOrder(order, Kind.PUBLISHED, at));
            case CANCELLED, EXPIRED -> deeds.add(ofOrder(order, Kind.FALLEN_THROUGH, at));
            case DRAFT, IN_PROGRESS, COMPLETED, REWORK, ACCEPTED, CLOSED -> {
                // says nothing that was not said before
            }
        }
        if (order.claimed() + order.waitlisted() >= CROWDED_FROM * order.capacity().max()) {
            deeds.add(ofOrder(order, Kind.CROWDED, at));
        }
        return deeds;
    }

    private static Deed ofOrder(OrderChanged order, Kind kind, Instant at) {
        return new Deed(key(order.orderId(), kind, ""), kind, order.orderId(), order.communityId(), Optional.empty(),
                Optional.empty(), at, Optional.of(order.startsAt()), 0, false, Optional.empty(), Optional.empty());
    }

    private static Deed judged(OrderAccepted accepted, ServiceResult result) {
        Kind kind = switch (result.verdict()) {
            case SERVED -> Kind.SERVED;
            case ABSENT -> Kind.ABSENT;
            case UNSATISFACTORY -> Kind.UNSATISFACTORY;
        };
        return new Deed(accepted.orderId() + ":JUDGED:" + result.memberId(), kind, accepted.orderId(), accepted.communityId(),
                Optional.of(result.memberId()), Optional.empty(), accepted.at(), Optional.empty(), result.minutes(), true,
                Optional.empty(), Optional.empty());
    }

    private static Deed plain(String orderId, Kind kind, String communityId, String memberId, Optional<String> unitId,
            Instant at, boolean byOfficer) {
        return new Deed(key(orderId, kind, memberId), kind, orderId, communityId, Optional.of(memberId), unitId, at,
                Optional.empty(), 0, byOfficer, Optional.empty(), Optional.empty());
    }

    static String key(String orderId, Kind kind, String memberId) {
        return orderId + ":" + kind + ":" + memberId;
    }

    /** Whether a later acceptance may say otherwise. */
    boolean isVerdict() {
        return switch (kind) {
            case SERVED, ABSENT, UNSATISFACTORY -> true;
            case PUBLISHED, FALLEN_THROUGH, CROWDED, CLAIMED, CHECKED_IN, CREDITED -> false;
        };
    }

    /** The first six digits of the community's code. */
    public String district() {
        return communityId.substring(0, Math.min(6, communityId.length()));
    }
}
