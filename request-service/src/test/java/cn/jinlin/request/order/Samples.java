package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.ManualCredit;
import cn.jinlin.request.proof.Scanned;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.roster.Roster;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Orders and members for the tests of the rules. */
public final class Samples {
    public static final String COMMUNITY = "350211102006";
    public static final Instant NOW = Instant.parse("2026-05-16T00:00:00Z");
    public static final Instant START = NOW.plus(Duration.ofDays(2));
    public static final Instant END = START.plus(Duration.ofHours(2));
    public static final Location PLACE = new Location(118.1, 24.6);

    private Samples() {}

    public static Terms terms(int places, Audience audience) {
        return new Terms(Optional.empty(), Optional.of(PLACE), "Clean the stairs", "", Category.CLEAN_HOME, START, END,
                new Capacity(1, places), audience, Optional.empty());
    }

    public static Terms at(Terms terms, Instant start, Instant end) {
        return new Terms(terms.compoundId(), terms.location(), terms.title(), terms.description(), terms.category(), start, end,
                terms.capacity(), terms.audience(), terms.checkInRadiusMetres());
    }

    public static ServiceOrder draft(int places, Audience audience, OrderOffer... offers) {
        return new ServiceOrder.Draft(
                Sheet.posted("order", "350211-20260516-0001", COMMUNITY, "OFFICER", terms(places, audience),
                        new Offers(List.of(offers))));
    }

    public static ServiceOrder open(int places) {
        return draft(places, Audience.DISTRICT).publish(NOW).state();
    }

    public static OrderOffer teamOffer(String team, int places) {
        return OrderOffer.of(Offeree.team(team), places, NOW.plus(Duration.ofDays(1)));
    }

    /** A yes to all offered places. */
    public static ServiceOrder accepted(ServiceOrder order, String offeree) {
        return order.respond(offeree, new OfferAnswer.Accept(Optional.empty()), NOW).state();
    }

    public static OrderOffer offer(String unit, int places) {
        return OrderOffer.of(Offeree.unit(unit), places, NOW.plus(Duration.ofDays(1)));
    }

    /** Confirmed in the order's community, with a unit that has a tie to it. */
    public static Claimant partner(String member, String unit) {
        return new Claimant(member, Optional.of(unit), Set.of(COMMUNITY),
                List.of(new Claimant.Tie(COMMUNITY, NOW.minus(Duration.ofDays(30)), Optional.empty())), List.of());
    }

    /** A neighbour who is in teams of the order's community. */
    public static Claimant teammate(String member, String... teams) {
        return new Claimant(member, Optional.empty(), Set.of(COMMUNITY), List.of(),
                List.of(teams).stream().map(team -> new Claimant.TeamOf(team, COMMUNITY)).toList());
    }

    public static Claimant resident(String member, String community) {
        return new Claimant(member, Optional.empty(), Set.of(community), List.of(), List.of());
    }

    public static Claimant neighbour(String member) {
        return resident(member, COMMUNITY);
    }

    public static HeldHour hour(ServiceOrder order, String token) {
        return new HeldHour(token, order.terms().startsAt(), order.terms().endsAt());
    }

    public static Change<ServiceOrder, RequestEvent> claim(ServiceOrder order, Claimant who) {
        return order.claim(who, 0, hour(order, "token-" + who.memberId()), NOW);
    }

    /** Everybody claims, one after the other; all have to get something. */
    public static ServiceOrder claimedBy(ServiceOrder order, Claimant... members) {
        ServiceOrder next = order;
        for (Claimant member : members) {
            next = claim(next, member).state();
        }
        return next;
    }

    public static ServiceOrder inProgress(ServiceOrder order) {
        return order.asOf(START).state();
    }

    public static Arrival self(String member) {
        return new Arrival(member, Optional.empty(), false, Optional.empty());
    }

    public static Arrival called(String member) {
        return new Arrival(member, Optional.empty(), true, Optional.empty());
    }

    public static ServiceOrder completed(ServiceOrder inProgress) {
        return inProgress.complete(new Completion("done", List.of(), List.of(), "officer", END)).state();
    }

    public static Judging judging(Judgement... judgements) {
        return new Judging("acceptance", "officer", Optional.empty(), "", List.of(judgements));
    }

    public static Judgement served(String member, int minutes) {
        return new Judgement(member, ServiceVerdict.SERVED, minutes);
    }

    /** By a phone that tells neither itself nor its place. */
    public static Scanned scan(String member, Optional<ScannedCode> code) {
        return new Scanned(member, code, Optional.empty(), Optional.empty());
    }

    /** As {@link #judging} and {@link #draft} name them, with an end. */
    public static Optional<ScannedCode> code(Instant end) {
        return Optional.of(new ScannedCode("order", "acceptance", end));
    }

    /** By an officer who is no member; at most two of an order, or a fifth. */
    public static ManualCredit byHand(String member) {
        return new ManualCredit(member, "officer", Optional.empty(), "no phone", new ManualCredit.Allowance(2, 20));
    }

    /** The code of the refusal that a call ends in. */
    public static String refusal(Runnable call) {
        Refused refused = catchThrowableOfType(Refused.class, call::run);
        return refused == null ? "none" : refused.refusal().name();
    }

    public static String standing(ServiceOrder order, String member) {
        return order.sheet().roster().of(member).map(claim -> claim.status().name()).orElse("none");
    }

    /** The state event of an order. */
    public static RequestEvent.OrderChanged told(ServiceOrder order) {
        return OrderTold.of(order);
    }

    public static ServiceOrder posted(String orderId, Terms terms) {
        return new ServiceOrder.Draft(Sheet.posted(orderId, orderId, COMMUNITY, "OFFICER", terms, Offers.NONE));
    }

    /** As no rule would have it: with other terms. */
    public static ServiceOrder forced(ServiceOrder order, Terms terms) {
        return order.with(order.sheet().with(terms));
    }

    /** As no rule would have it: with a claim in another standing. */
    public static ServiceOrder forced(ServiceOrder order, String memberId, RequestEvent.ClaimStatus status) {
        Roster roster = order.sheet().roster();
        return order.with(order.sheet().with(roster.with(roster.of(memberId).orElseThrow().now(status))));
    }

    /** As no rule would have it: with a member's claim there twice. */
    public static ServiceOrder twice(ServiceOrder order, String memberId) {
        Roster roster = order.sheet().roster();
        List<Claim> more = new ArrayList<>(roster.claims());
        more.add(roster.of(memberId).orElseThrow());
        return order.with(order.sheet().with(new Roster(more, roster.fenced())));
    }

    public static Terms places(Terms terms, int places) {
        return new Terms(terms.compoundId(), terms.location(), terms.title(), terms.description(), terms.category(),
                terms.startsAt(), terms.endsAt(), new Capacity(1, places), terms.audience(), terms.checkInRadiusMetres());
    }
}
