package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.request.proof.Distance;
import cn.jinlin.request.proof.WorkRefusal;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.terms.Terms;

/** The rules of being there: by oneself within radius and time, or by the officer's roll call until the work is done. */
final class Attendance {
    /** How long before the start a check-in counts. */
    static final Duration EARLIEST = Duration.ofMinutes(60);

    private Attendance() {}

    static Claiming.Step checkIn(Sheet sheet, Arrival arrival, Instant now) {
        checkHour(sheet, arrival, now);
        Optional<Claim> live = sheet.roster().live(arrival.memberId());
        live.ifPresent(Attendance::checkNotThere);
        List<RequestEvent> facts = new ArrayList<>();
        Claim claim = live.filter(Claim::takesPlace).orElseGet(() -> seated(sheet, arrival, live, facts, now));
        checkPlace(sheet, arrival);
        boolean walkIn = live.isEmpty();
        facts.add(new CheckedIn(sheet.orderId(), sheet.communityId(), claim.memberId(), now, walkIn, arrival.byOfficer()));
        Claim there = claim.arrived(new Claim.Presence(now, Optional.empty(), walkIn, arrival.byOfficer()));
        return new Claiming.Step(sheet.with(walkIn ? sheet.roster().plus(there) : sheet.roster().with(there)), facts);
    }

    private static void checkHour(Sheet sheet, Arrival arrival, Instant now) {
        Instant from = sheet.terms().startsAt().minus(EARLIEST);
        if (now.isBefore(from)) {
            throw WorkRefusal.CHECK_IN_TOO_EARLY.because(from);
        }
        if (!arrival.byOfficer() && !now.isBefore(sheet.terms().endsAt())) {
            throw WorkRefusal.CHECK_IN_CLOSED.because(sheet.terms().endsAt());
        }
    }

    private static void checkNotThere(Claim claim) {
        if (claim.status() == ClaimStatus.CHECKED_IN) {
            throw WorkRefusal.ALREADY_CHECKED_IN.because(claim.memberId());
        }
    }

    /** A place for somebody who has none: from the waitlist or walking in, only by roll call and only while places are free. */
    private static Claim seated(Sheet sheet, Arrival arrival, Optional<Claim> waiting, List<RequestEvent> facts, Instant now) {
        if (!arrival.byOfficer() || waiting.isEmpty() && arrival.walkIn().isEmpty()) {
            throw WorkRefusal.NOT_CLAIMED.because(arrival.memberId());
        }
        if (sheet.freePlaces() == 0) {
            throw ClaimRefusal.ORDER_FULL.because(sheet.terms().capacity().max());
        }
        return waiting.orElseGet(() -> walkedIn(sheet, arrival.walkIn().orElseThrow(), facts, now));
    }

    private static Claim walkedIn(Sheet sheet, Arrival.WalkIn walkIn, List<RequestEvent> facts, Instant now) {
        Claimant who = walkIn.who();
        if (!who.isRegistered()) {
            throw ClaimRefusal.MEMBER_NOT_REGISTERED.because(who.memberId());
        }
        Claiming.checkHold(sheet, walkIn.hold());
        facts.add(new OrderClaimed(sheet.orderId(), sheet.communityId(), who.memberId(), who.unitId(), ClaimStatus.CLAIMED, 0,
                now));
        return Claim.of(who, sheet.offereeOf(who), ClaimStatus.CLAIMED, 0, walkIn.hold().token(), now);
    }

    private static void checkPlace(Sheet sheet, Arrival arrival) {
        Terms terms = sheet.terms();
        if (arrival.byOfficer() || terms.checkInRadiusMetres().isEmpty() || terms.location().isEmpty()) {
            return;
        }
        Location here = arrival.location().orElseThrow(() -> WorkRefusal.LOCATION_REQUIRED.because());
        int radius = terms.checkInRadiusMetres().get();
        if (Distance.metres(terms.location().get(), here) > radius) {
            throw WorkRefusal.OUTSIDE_RADIUS.because(radius);
        }
    }

    static Claiming.Step checkOut(Sheet sheet, String memberId, Instant now) {
        Claim claim = sheet.roster().live(memberId).filter(live -> live.status() == ClaimStatus.CHECKED_IN)
                .orElseThrow(() -> WorkRefusal.NOT_CHECKED_IN.because(memberId));
        if (claim.presence().flatMap(Claim.Presence::out).isPresent()) {
            throw WorkRefusal.ALREADY_CHECKED_OUT.because(memberId);
        }
        return new Claiming.Step(sheet.with(sheet.roster().with(claim.left(now))),
                List.of(new CheckedOut(sheet.orderId(), sheet.communityId(), memberId, now)));
    }
}
