package cn.jinlin.request.terms;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Offer;
import cn.jinlin.events.RequestEvent.OfferStatus;

/**
 * An order offered to a unit or a team, and what was said to it.
 *
 * @param places offered places
 * @param deadline the first instant at which an answer comes too late
 * @param acceptedPlaces reserved until the next stage; 0 unless ACCEPTED
 * @param reason why it was declined
 */
public record OrderOffer(Offeree to, int places, Instant deadline, OfferStatus status, int acceptedPlaces,
        Optional<String> reason) {

    public static OrderOffer of(Offeree to, int places, Instant deadline) {
        return new OrderOffer(to, places, deadline, OfferStatus.OFFERED, 0, Optional.empty());
    }

    public String offereeId() {
        return to.id();
    }

    public Optional<String> unitId() {
        return Optional.of(to.id()).filter(_ -> to.kind() == Offeree.Kind.UNIT);
    }

    public Optional<String> teamId() {
        return Optional.of(to.id()).filter(_ -> to.kind() == Offeree.Kind.TEAM);
    }

    public boolean isPending() {
        return status == OfferStatus.OFFERED;
    }

    boolean isAccepted() {
        return status == OfferStatus.ACCEPTED;
    }

    public OrderOffer accepted(int taken) {
        return new OrderOffer(to, places, deadline, OfferStatus.ACCEPTED, taken, Optional.empty());
    }

    public OrderOffer declined(Optional<String> why) {
        return new OrderOffer(to, places, deadline, OfferStatus.DECLINED, 0, why);
    }

    OrderOffer lapsed() {
        return new OrderOffer(to, places, deadline, OfferStatus.LAPSED, 0, Optional.empty());
    }

    public Offer told() {
        return new Offer(unitId(), teamId(), places, status, acceptedPlaces, deadline);
    }
}
