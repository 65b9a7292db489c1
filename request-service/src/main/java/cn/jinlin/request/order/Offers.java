package cn.jinlin.request.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** To which units an order is offered. Accepted places together never exceed the order's capacity. */
public record Offers(List<UnitOffer> all) {
    public static final Offers NONE = new Offers(List.of());

    public Offers {
        all = List.copyOf(all);
    }

    public boolean none() {
        return all.isEmpty();
    }

    public Optional<UnitOffer> to(String unitId) {
        return all.stream().filter(offer -> offer.unitId().equals(unitId)).findFirst();
    }

    public int acceptedPlaces() {
        return all.stream().mapToInt(UnitOffer::acceptedPlaces).sum();
    }

    public boolean hasAccepted(String unitId) {
        return to(unitId).filter(UnitOffer::isAccepted).isPresent();
    }

    boolean anyPending() {
        return all.stream().anyMatch(UnitOffer::isPending);
    }

    boolean anyAccepted() {
        return all.stream().anyMatch(UnitOffer::isAccepted);
    }

    /** The next instant at which an unanswered offer lapses. */
    Optional<Instant> nextDeadline() {
        return all.stream().filter(UnitOffer::isPending).map(UnitOffer::deadline).min(Instant::compareTo);
    }

    Offers lapsedBy(Instant at) {
        return each(offer -> offer.isPending() && !offer.deadline().isAfter(at) ? offer.lapsed() : offer);
    }

    Offers with(UnitOffer answered) {
        return each(offer -> offer.unitId().equals(answered.unitId()) ? answered : offer);
    }

    private Offers each(UnaryOperator<UnitOffer> change) {
        return new Offers(all.stream().map(change).toList());
    }
}
