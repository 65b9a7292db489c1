package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.events.RequestEvent.ServiceResult;

/**
 * An order as its events tell it.
 *
 * @param events complete, each once, in the order of versions; the last one is a state event
 */
record Replay(String orderId, List<Told> events) {

    /** One scene for each event. */
    List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>(events.size());
        List<Seat> seats = List.of();
        Optional<OrderChanged> was = Optional.empty();
        for (int i = 0; i < events.size(); i++) {
            List<Seat> after = applied(seats, events.get(i));
            scenes.add(new Scene(events.get(i), seats, after, was, stateFrom(i)));
            seats = after;
            if (events.get(i).event() instanceof OrderChanged state) {
                was = Optional.of(state);
            }
        }
        return scenes;
    }

    OrderChanged last() {
        return (OrderChanged) events.getLast().event();
    }

    List<OrderChanged> states() {
        return facts(OrderChanged.class);
    }

    <T> List<T> facts(Class<T> type) {
        return events.stream().map(Told::event).filter(type::isInstance).map(type::cast).toList();
    }

    private OrderChanged stateFrom(int index) {
        int at = index;
        while (!(events.get(at).event() instanceof OrderChanged)) {
            at++;
        }
        return (OrderChanged) events.get(at).event();
    }

    private static List<Seat> applied(List<Seat> seats, Told told) {
        return switch (told.event()) {
            case OrderClaimed claimed -> plus(seats,
                    new Seat(claimed.memberId(), claimed.unitId(), claimed.status(), Optional.empty()));
            case ClaimConfirmed confirmed -> each(seats, confirmed.memberId(), Seat::live, seat -> seat.now(confirmed.status()));
            case ClaimPromoted promoted -> each(seats, promoted.memberId(), Seat::live, seat -> seat.now(ClaimStatus.CLAIMED));
            case ClaimReleased released -> each(seats, released.memberId(), Seat::live, seat -> seat.now(ClaimStatus.RELEASED));
            case CheckedIn there -> each(seats, there.memberId(), Seat::live, seat -> seat.now(ClaimStatus.CHECKED_IN));
            case OrderAccepted accepted -> judged(seats, accepted.participants());
            case MemberCredited credited -> each(seats, credited.memberId(), Seat::takesPlace,
                    seat -> seat.credited(credited.creditId()));
            case OrderReopened reopened -> unjudged(seats, reopened.memberIds());
            case CheckedOut _,OrderRescheduled _,OrderRelocated _,OrderChanged _ -> seats;
        };
    }

    /** A released claim of the same member gives way. */
    private static List<Seat> plus(List<Seat> seats, Seat seat) {
        List<Seat> more = new ArrayList<>(seats);
        more.removeIf(other -> other.released() && other.memberId().equals(seat.memberId()));
        more.add(seat);
        return more;
    }

    private static List<Seat> judged(List<Seat> seats, List<ServiceResult> results) {
        List<Seat> judged = seats;
        for (ServiceResult result : results) {
            ClaimStatus status = switch (result.verdict()) {
                case SERVED -> ClaimStatus.SERVED;
                case ABSENT -> ClaimStatus.ABSENT;
                case UNSATISFACTORY -> ClaimStatus.UNSATISFACTORY;
            };
            judged = each(judged, result.memberId(), seat -> seat.takesPlace() && !isCredited(seat), seat -> seat.now(status));
        }
        return judged;
    }

    /** Who came is there again, and who did not may be said to have; a credit stands. */
    private static List<Seat> unjudged(List<Seat> seats, List<String> memberIds) {
        List<Seat> open = seats;
        for (String memberId : memberIds) {
            open = each(open, memberId, seat -> seat.takesPlace() && !isCredited(seat), seat -> seat
                    .now(seat.status() == ClaimStatus.ABSENT ? ClaimStatus.CLAIMED : ClaimStatus.CHECKED_IN));
        }
        return open;
    }

    private static boolean isCredited(Seat seat) {
        return seat.status() == ClaimStatus.CREDITED;
    }

    private static List<Seat> each(List<Seat> seats, String memberId, Predicate<Seat> which, UnaryOperator<Seat> change) {
        return seats.stream().map(seat -> seat.memberId().equals(memberId) && which.test(seat) ? change.apply(seat) : seat)
                .toList();
    }
}
