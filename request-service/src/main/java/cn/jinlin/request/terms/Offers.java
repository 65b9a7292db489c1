package cn.jinlin.request.terms;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** To which units and teams an order is offered. Accepted places together never exceed the order's capacity. */
public record Offers(List<OrderOffer> all) {
    public static final Offers NONE = new Offers(List.of());

    public Offers {
        all = List.copyOf(all);
    }

    public boolean none() {
        return all.isEmpty();
    }

    public Optional<OrderOffer> to(String offereeId) {
        return all.stream().filter(offer -> offer.offereeId().equals(offereeId)).findFirst();
    }

    public int acceptedPlaces() {
        return all.stream().mapToInt(OrderOffer::acceptedPlaces).sum();
    }

    /** Those of these units and teams that accepted. */
    public List<OrderOffer> acceptedBy(Collection<String> offereeIds) {
        return all.stream().filter(offer -> offer.isAccepted() && offereeIds.contains(offer.offereeId())).toList();
    }

    public boolean anyPending() {
        return all.stream().anyMatch(OrderOffer::isPending);
    }

    public boolean anyAccepted() {
        return all.stream().anyMatch(OrderOffer::isAccepted);
    }

    /** The next instant at which an unanswered offer lapses. */
    public Optional<Instant> nextDeadline() {
        return all.stream().filter(OrderOffer::isPending).map(OrderOffer::deadline).min(Instant::compareTo);
    }

    public Offers lapsedBy(Instant at) {
        return each(offer -> offer.isPending() && !offer.deadline().isAfter(at) ? offer.lapsed() : offer);
    }

    public Offers with(OrderOffer answered) {
        return each(offer -> offer.offereeId().equals(answered.offereeId()) ? answered : offer);
    }

    private Offers each(UnaryOperator<OrderOffer> change) {
        return new Offers(all.stream().map(change).toList());
    }
}
