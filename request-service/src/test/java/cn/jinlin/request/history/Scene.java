package cn.jinlin.request.history;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Offer;
import cn.jinlin.events.RequestEvent.OrderChanged;

/**
 * An order around one of its events. Terms are told once for each commit, after its facts: at a fact either those from
 * before the commit or those after it hold.
 *
 * @param was the public state that the commit began with; empty in an order's first commit
 * @param becomes the public state that the commit ended with
 */
record Scene(Told told, List<Seat> before, List<Seat> seats, Optional<OrderChanged> was, OrderChanged becomes) {

    static long taken(List<Seat> seats) {
        return seats.stream().filter(Seat::takesPlace).count();
    }

    static List<Seat> waiting(List<Seat> seats) {
        return seats.stream().filter(Seat::waits).toList();
    }

    /** The most places that the order can have had at this event. */
    int places() {
        int after = becomes.capacity().max();
        return isEndOfCommit() ? after : Math.max(after, was.map(state -> state.capacity().max()).orElse(after));
    }

    boolean isEndOfCommit() {
        return told.event() == becomes;
    }

    /** Whether this seat may have a place among those seats for certain, as far as reserved places go. */
    boolean mayHave(Seat seat, List<Seat> among) {
        return mayHave(seat, among, becomes) && (isEndOfCommit() || was.isEmpty() || mayHave(seat, among, was.get()));
    }

    /** Events do not say which of its teams a member claimed for, so nothing is certain where teams accepted places. */
    private static boolean mayHave(Seat seat, List<Seat> among, OrderChanged state) {
        if (state.stage() != Audience.PARTNER_UNITS || state.offers().isEmpty()) {
            return true;
        }
        if (seat.unitId().isEmpty() || state.offers().stream().anyMatch(offer -> offer.teamId().isPresent())) {
            return false;
        }
        int places = state.offers().stream().filter(offer -> offer.unitId().equals(seat.unitId()))
                .mapToInt(Offer::acceptedPlaces).sum();
        return among.stream().filter(other -> other.takesPlace() && other.unitId().equals(seat.unitId())).count() < places;
    }
}
