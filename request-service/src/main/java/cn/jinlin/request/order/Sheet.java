package cn.jinlin.request.order;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.Roster;
import cn.jinlin.request.terms.Occurrence;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/**
 * What an order has in every state.
 *
 * @param number for people: district, day and a running number
 * @param source who posted it: {@code OFFICER}, or {@code PLATFORM:} and the client's id
 * @param stage who may claim now; never wider than the audience
 * @param occurrence the series that the order is of, if it is
 */
public record Sheet(String orderId, String number, String communityId, String source, Terms terms, Offers offers, Audience stage,
        Roster roster, Optional<Occurrence> occurrence) {

    /** A new sheet at its narrowest stage, with nobody on its roster. */
    public static Sheet posted(String orderId, String number, String communityId, String source, Terms terms, Offers offers) {
        return new Sheet(orderId, number, communityId, source, terms, offers, Audience.PARTNER_UNITS, Roster.EMPTY,
                Optional.empty());
    }

    public int freePlaces() {
        return Math.max(0, terms.capacity().max() - roster.claimed());
    }

    /** Whether all places are for those units and teams that accepted some; else only the capacity limits. */
    boolean reservesPlaces() {
        return stage == Audience.PARTNER_UNITS && !offers.none();
    }

    /** What the member's unit and teams accepted. */
    List<OrderOffer> acceptedFor(Claimant who) {
        return offers.acceptedBy(who.offerees(communityId, terms.startsAt()));
    }

    /** Whose accepted places a claim of this member counts against: one that has some left, if there is one. */
    Optional<String> offereeOf(Claimant who) {
        List<OrderOffer> accepted = acceptedFor(who);
        return accepted.stream().filter(this::hasPlaceLeft).findFirst().or(() -> accepted.stream().findFirst())
                .map(OrderOffer::offereeId);
    }

    /** Whether the member's unit or teams took places that are still to be filled. */
    public boolean holdsPlaceFor(Claimant who) {
        return acceptedFor(who).stream().anyMatch(this::hasPlaceLeft);
    }

    boolean hasPlaceLeft(OrderOffer accepted) {
        return roster.claimedBy(accepted.offereeId()) < accepted.acceptedPlaces();
    }

    /** Whether reserved places leave one for somebody who waits. */
    boolean hasPlaceFor(Claim waiting) {
        return !reservesPlaces() || waiting.offereeId().flatMap(offers::to).filter(this::hasPlaceLeft).isPresent();
    }

    Sheet with(Terms changed) {
        return new Sheet(orderId, number, communityId, source, changed, offers, stage, roster, occurrence);
    }

    Sheet with(Offers changed) {
        return new Sheet(orderId, number, communityId, source, terms, changed, stage, roster, occurrence);
    }

    Sheet with(Roster changed) {
        return new Sheet(orderId, number, communityId, source, terms, offers, stage, changed, occurrence);
    }

    Sheet at(Audience next) {
        return new Sheet(orderId, number, communityId, source, terms, offers, next, roster, occurrence);
    }

    /** The same, as one of a series. */
    public Sheet of(Occurrence of) {
        return new Sheet(orderId, number, communityId, source, terms, offers, stage, roster, Optional.of(of));
    }
}
