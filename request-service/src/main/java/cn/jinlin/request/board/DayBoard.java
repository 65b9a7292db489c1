package cn.jinlin.request.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;

/**
 * The board of one day.
 *
 * @param now who is checked in and not out, on orders under way
 * @param leaving those of them whose order is over within the hour, or already
 * @param coming who has a place on an order of the day that has not begun
 * @param missing who has a place on an order that has begun, and is not there
 * @param atRisk orders that have not begun, with fewer claims than their minimum
 * @param orders all that concern the day, drafts apart, by their start
 */
public record DayBoard(List<Person> now, List<Person> leaving, List<Person> coming, List<Person> missing, List<Line> atRisk,
        List<Line> orders) {
    private static final Duration SOON = Duration.ofHours(1);

    /** A member on an order; who it is, registration-service says. */
    public record Person(String memberId, Optional<String> unitId, int companions, String orderId, String title, Instant startsAt,
            Instant endsAt, Optional<Instant> checkedInAt) {
        static Person of(ServiceOrder order, Claim claim) {
            return new Person(claim.memberId(), claim.unitId(), claim.companions(), order.orderId(), order.terms().title(),
                    order.terms().startsAt(), order.terms().endsAt(), claim.presence().map(Claim.Presence::in));
        }
    }

    /** An order; {@code present} are those checked in and not out. */
    public record Line(String orderId, String number, String title, OrderStatus status, Instant startsAt, Instant endsAt,
            Capacity capacity, int claimed, int waitlisted, int present, boolean atRisk) {
        static Line of(ServiceOrder order) {
            int present = (int) order.sheet().roster().claims().stream().filter(claim -> isOn(order, claim)).count();
            return new Line(order.orderId(), order.sheet().number(), order.terms().title(), order.status(),
                    order.terms().startsAt(), order.terms().endsAt(), order.terms().capacity(), order.sheet().roster().claimed(),
                    order.sheet().roster().waitlisted(), present, order.atRisk());
        }
    }

    static DayBoard of(List<ServiceOrder> day, Instant now) {
        List<ServiceOrder> orders = day.stream().map(order -> order.asOf(now).state())
                .sorted(Comparator.comparing((ServiceOrder order) -> order.terms().startsAt())
                        .thenComparing(ServiceOrder::orderId))
                .toList();
        List<Person> on = people(orders, DayBoard::isOn);
        List<Line> lines = orders.stream().map(Line::of).toList();
        return new DayBoard(on, on.stream().filter(person -> !person.endsAt().isAfter(now.plus(SOON))).toList(),
                people(orders, (order, claim) -> order instanceof ServiceOrder.Claimable && isAwaited(claim)),
                people(orders, (order, claim) -> order instanceof ServiceOrder.InProgress && isAwaited(claim)),
                lines.stream().filter(Line::atRisk).toList(), lines);
    }

    private static List<Person> people(List<ServiceOrder> orders, BiPredicate<ServiceOrder, Claim> which) {
        return orders.stream().flatMap(order -> order.sheet().roster().claims().stream().filter(claim -> which.test(order, claim))
                .map(claim -> Person.of(order, claim))).toList();
    }

    private static boolean isOn(ServiceOrder order, Claim claim) {
        boolean underWay = order instanceof ServiceOrder.Claimable || order instanceof ServiceOrder.InProgress;
        return underWay && claim.status() == ClaimStatus.CHECKED_IN
                && claim.presence().filter(there -> there.out().isEmpty()).isPresent();
    }

    private static boolean isAwaited(Claim claim) {
        return claim.status() == ClaimStatus.CLAIMED;
    }
}
