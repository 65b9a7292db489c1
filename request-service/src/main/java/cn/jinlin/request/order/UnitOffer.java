package cn.jinlin.request.order;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Offer;
import cn.jinlin.events.RequestEvent.OfferStatus;

/**
 * An order offered to a unit, and what the unit said.
 *
 * @param places offered places
 * @param deadline the first instant at which an answer comes too late
 * @param acceptedPlaces reserved to the unit until the next stage; 0 unless ACCEPTED
 * @param reason why the unit declined
 */
public record UnitOffer(String unitId, int places, Instant deadline, OfferStatus status, int acceptedPlaces,
        Optional<String> reason) {

    public static UnitOffer of(String unitId, int places, Instant deadline) {
        return new UnitOffer(unitId, places, deadline, OfferStatus.OFFERED, 0, Optional.empty());
    }

    boolean isPending() {
        return status == OfferStatus.OFFERED;
    }

    boolean isAccepted() {
        return status == OfferStatus.ACCEPTED;
    }

    UnitOffer accepted(int taken) {
        return new UnitOffer(unitId, places, deadline, OfferStatus.ACCEPTED, taken, Optional.empty());
    }

    UnitOffer declined(Optional<String> why) {
        return new UnitOffer(unitId, places, deadline, OfferStatus.DECLINED, 0, why);
    }

    UnitOffer lapsed() {
        return new UnitOffer(unitId, places, deadline, OfferStatus.LAPSED, 0, Optional.empty());
    }

    Offer told() {
        return new Offer(unitId, places, status, acceptedPlaces, deadline);
    }
}
