package cn.jinlin.request.order;

import java.util.OptionalInt;

import cn.jinlin.events.RequestEvent.Audience;

/**
 * What an order has in every state.
 *
 * @param number for people: community, year and a running number
 * @param source who posted it: {@code OFFICER}, or {@code PLATFORM:} and the client's id
 * @param stage who may claim now; never wider than the audience
 */
public record Sheet(String orderId, String number, String communityId, String source, Terms terms, Offers offers, Audience stage,
        Roster roster) {

    /** A new sheet at its narrowest stage, with nobody on its roster. */
    public static Sheet posted(String orderId, String number, String communityId, String source, Terms terms, Offers offers) {
        return new Sheet(orderId, number, communityId, source, terms, offers, Audience.PARTNER_UNITS, Roster.EMPTY);
    }

    public int freePlaces() {
        return Math.max(0, terms.capacity().max() - roster.claimed());
    }

    /** How many places a unit may take at this stage; empty when only the capacity limits it. */
    OptionalInt unitPlaces(String unitId) {
        if (stage != Audience.PARTNER_UNITS || offers.none()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(offers.to(unitId).map(UnitOffer::acceptedPlaces).orElse(0));
    }

    boolean hasUnitPlaceFor(Claim claim) {
        return claim.unitId().map(this::hasUnitPlace).orElse(true);
    }

    boolean hasUnitPlace(String unitId) {
        OptionalInt places = unitPlaces(unitId);
        return places.isEmpty() || roster.claimedBy(unitId) < places.getAsInt();
    }

    Sheet with(Terms changed) {
        return new Sheet(orderId, number, communityId, source, changed, offers, stage, roster);
    }

    Sheet with(Offers changed) {
        return new Sheet(orderId, number, communityId, source, terms, changed, stage, roster);
    }

    Sheet with(Roster changed) {
        return new Sheet(orderId, number, communityId, source, terms, offers, stage, changed);
    }

    Sheet at(Audience next) {
        return new Sheet(orderId, number, communityId, source, terms, offers, next, roster);
    }
}
