package cn.jinlin.request.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.terms.OrderOffer;

/** The rules of places: who may claim, who waits, and who moves up. */
final class Claiming {
    /** The waitlist is as long as the capacity, but never longer than this. */
    static final int LONGEST_WAITLIST = 200;

    private Claiming() {}

    /** A sheet after a step, and what to tell. */
    record Step(Sheet sheet, List<RequestEvent> facts) {
        Change<ServiceOrder, RequestEvent> onto(ServiceOrder order) {
            return new Change<>(order.with(sheet), facts);
        }
    }

    /** The rules that come before those of the member's own time, in their order of precedence. */
    static void admit(ServiceOrder order, Claimant who, Instant now) {
        Sheet sheet = order.sheet();
        if (!who.isRegistered()) {
            throw ClaimRefusal.MEMBER_NOT_REGISTERED.because(who.memberId());
        }
        if (sheet.roster().live(who.memberId()).isPresent()) {
            throw ClaimRefusal.ALREADY_CLAIMED.because(who.memberId());
        }
        if (!(order instanceof ServiceOrder.Claimable) || !now.isBefore(sheet.terms().startsAt())) {
            throw ClaimRefusal.CLAIMING_CLOSED.because(order.status());
        }
        if (!isEligible(sheet, who)) {
            throw ClaimRefusal.NOT_ELIGIBLE.because(sheet.stage());
        }
    }

    /** A member who reached the widest stage's door stays welcome at every wider one. */
    static boolean isEligible(Sheet sheet, Claimant who) {
        boolean partner = sheet.offers().none()
                ? who.isTied(sheet.communityId(), sheet.terms().startsAt())
                : !sheet.acceptedFor(who).isEmpty();
        return switch (sheet.stage()) {
            case PARTNER_UNITS -> partner;
            case COMMUNITY -> partner || who.isConfirmedIn(sheet.communityId());
            case DISTRICT -> who.isRegistered();
        };
    }

    /** Gives the member a place or one on the waitlist; {@code hold} is the hour that the member's schedule holds for it. */
    static Step seat(ServiceOrder order, Claimant who, int companions, HeldHour hold, Instant now) {
        admit(order, who, now);
        Sheet sheet = order.sheet();
        checkHold(sheet, hold);
        Claim claim = Claim.of(who, sheet.offereeOf(who), standing(sheet, who, hold), companions, hold.token(), now);
        OrderClaimed told = new OrderClaimed(sheet.orderId(), sheet.communityId(), claim.memberId(), claim.unitId(),
                claim.status(),
                companions, now);
        return new Step(sheet.with(sheet.roster().plus(claim)), List.of(told));
    }

    /** A place for everybody; whoever would have to join the waitlist makes the whole assignment come to nothing. */
    static Step assign(ServiceOrder order, List<Claimant> all, Function<String, HeldHour> holds, Instant now) {
        ServiceOrder next = order;
        List<RequestEvent> facts = new ArrayList<>();
        for (Claimant who : all) {
            if (next.sheet().freePlaces() == 0) {
                throw ClaimRefusal.ORDER_FULL.because(next.terms().capacity().max());
            }
            Step step = seat(next, who, 0, holds.apply(who.memberId()), now);
            facts.addAll(step.facts());
            next = next.with(step.sheet());
        }
        return new Step(next.sheet(), facts);
    }

    /** The hold has to be one that was not settled meanwhile, for the hour that the order still has. */
    static void checkHold(Sheet sheet, HeldHour hold) {
        boolean sameHour = hold.from().equals(sheet.terms().startsAt()) && hold.until().equals(sheet.terms().endsAt());
        if (!sameHour || sheet.roster().fences(hold.token())) {
            throw ClaimRefusal.HOLD_LOST.because();
        }
    }

    private static ClaimStatus standing(Sheet sheet, Claimant who, HeldHour hold) {
        full(sheet, who).ifPresent(refused -> {
            throw refused;
        });
        if (hold.awaitsOfficer()) {
            if (nobodyElseMayWait(sheet)) {
                throw ClaimRefusal.ORDER_FULL.because(sheet.terms().capacity().max());
            }
            return ClaimStatus.AWAITING_OFFICER;
        }
        return sheet.freePlaces() > 0 ? ClaimStatus.CLAIMED : ClaimStatus.WAITLISTED;
    }

    /** Why there is neither a place nor one on the waitlist for this member, by the rules that come last. */
    static Optional<Refused> full(Sheet sheet, Claimant who) {
        List<OrderOffer> accepted = sheet.acceptedFor(who);
        if (sheet.reservesPlaces() && accepted.stream().noneMatch(sheet::hasPlaceLeft)) {
            return Optional.of(ClaimRefusal.UNIT_QUOTA_REACHED
                    .because(accepted.stream().mapToInt(OrderOffer::acceptedPlaces).sum()));
        }
        boolean full = sheet.freePlaces() == 0 && nobodyElseMayWait(sheet);
        return full ? Optional.of(ClaimRefusal.ORDER_FULL.because(sheet.terms().capacity().max())) : Optional.empty();
    }

    private static boolean nobodyElseMayWait(Sheet sheet) {
        return sheet.roster().waiting() >= Math.min(sheet.terms().capacity().max(), LONGEST_WAITLIST);
    }

    /** Confirmed, the claim gets a place or one on the waitlist, in the order of claiming; else it ends. */
    static Step decide(Sheet sheet, String memberId, boolean confirmed, Instant now) {
        Claim claim = sheet.roster().live(memberId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("claim", memberId));
        if (!claim.isAwaitingOfficer()) {
            throw ClaimRefusal.NOT_AWAITING_OFFICER.because(claim.status());
        }
        if (!confirmed) {
            return new Step(sheet.with(sheet.roster().with(claim.now(ClaimStatus.RELEASED))),
                    List.of(released(sheet, claim, "REFUSED_BY_OFFICER", now)));
        }
        ClaimStatus next = sheet.freePlaces() > 0 && sheet.hasPlaceFor(claim) ? ClaimStatus.CLAIMED : ClaimStatus.WAITLISTED;
        return new Step(sheet.with(sheet.roster().with(claim.now(next))),
                List.of(new ClaimConfirmed(sheet.orderId(), sheet.communityId(), memberId, next, now)));
    }

    /** Gives a claim up; whoever waits moves up at once. */
    static Step release(Sheet sheet, String memberId, String reason, Instant now) {
        Claim claim = sheet.roster().live(memberId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("claim", memberId));
        if (claim.status() == ClaimStatus.CHECKED_IN) {
            throw ClaimRefusal.RELEASE_CLOSED.because(claim.status());
        }
        List<RequestEvent> facts = new ArrayList<>();
        facts.add(released(sheet, claim, reason, now));
        return promote(sheet.with(sheet.roster().with(claim.now(ClaimStatus.RELEASED))), facts, now);
    }

    /** Ends all claims that are still live, for the same reason. */
    static Step releaseAll(Sheet sheet, String reason, Instant now) {
        List<RequestEvent> facts = new ArrayList<>();
        sheet.roster().claims().stream().filter(Claim::live).forEach(claim -> facts.add(released(sheet, claim, reason, now)));
        return new Step(sheet.with(sheet.roster().each(claim -> claim.live() ? claim.now(ClaimStatus.RELEASED) : claim)), facts);
    }

    static RequestEvent released(Sheet sheet, Claim claim, String reason, Instant now) {
        return new ClaimReleased(sheet.orderId(), sheet.communityId(), claim.memberId(), reason, now);
    }

    /** Free places go to the first of the waitlist that the unit's places allow. */
    static Step promote(Sheet sheet, List<RequestEvent> facts, Instant now) {
        Sheet next = sheet;
        List<RequestEvent> told = new ArrayList<>(facts);
        for (Claim waiting : sheet.roster().waitlist()) {
            if (next.freePlaces() > 0 && next.hasPlaceFor(waiting)) {
                next = next.with(next.roster().with(waiting.now(ClaimStatus.CLAIMED)));
                told.add(new ClaimPromoted(next.orderId(), next.communityId(), waiting.memberId(), now));
            }
        }
        return new Step(next, told);
    }
}
