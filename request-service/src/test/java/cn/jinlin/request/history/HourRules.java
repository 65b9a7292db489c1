package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedule;

/** The members' own time. */
final class HourRules {
    private HourRules() {}

    static List<String> overlap(Course course) {
        List<String> found = new ArrayList<>();
        pairs(atTheEnd(course), (a, b) -> a.overlaps(b))
                .forEach(pair -> found
                        .add("member %s holds claims at the same hour on %s".formatted(pair.memberId(), pair.orders())));
        pairs(alongTheWay(course), (a, b) -> a.overlaps(b) && a.stoodWith(b, course.history().skew()))
                .forEach(pair -> found
                        .add("member %s held claims at the same hour on %s".formatted(pair.memberId(), pair.orders())));
        course.history().schedules().forEach(schedule -> pairs(held(schedule), (a, b) -> a.overlaps(b))
                .forEach(pair -> found
                        .add("the schedule of %s holds the same hour for %s".formatted(pair.memberId(), pair.orders()))));
        return found;
    }

    private record Pair(String memberId, String orders) {}

    private static List<Pair> pairs(Map<String, List<Stay>> byMember, BiPredicate<Stay, Stay> clash) {
        List<Pair> found = new ArrayList<>();
        byMember.forEach((memberId, stays) -> {
            for (int i = 0; i < stays.size(); i++) {
                for (int j = i + 1; j < stays.size(); j++) {
                    if (clash.test(stays.get(i), stays.get(j))) {
                        found.add(new Pair(memberId, stays.get(i).orderId() + " and " + stays.get(j).orderId()));
                    }
                }
            }
        });
        return found;
    }

    private static Map<String, List<Stay>> atTheEnd(Course course) {
        Map<String, List<Stay>> stays = new HashMap<>();
        course.history().orders().forEach((id, order) -> live(order).forEach(claim -> stays
                .computeIfAbsent(claim.memberId(), member -> new ArrayList<>())
                .add(Stay.of(id, order.state().terms()))));
        return stays;
    }

    private static Map<String, List<Stay>> alongTheWay(Course course) {
        Map<String, List<Stay>> stays = new HashMap<>();
        course.replays().values().forEach(replay -> Stay.all(replay)
                .forEach((memberId, its) -> stays.computeIfAbsent(memberId, member -> new ArrayList<>()).addAll(its)));
        return stays;
    }

    private static Map<String, List<Stay>> held(Schedule schedule) {
        return Map.of(schedule.memberId(),
                schedule.holds().stream()
                        .filter(hold -> hold.standing() == Hold.Standing.PENDING || hold.standing() == Hold.Standing.TAKEN)
                        .map(hold -> Stay.of(hold.orderId(), hold.from(), hold.until())).toList());
    }

    private static List<Claim> live(Versioned<ServiceOrder> order) {
        return order.state().holdsHours()
                ? order.state().sheet().roster().claims().stream().filter(Claim::live).toList()
                : List.of();
    }

    static List<String> unsettled(Course course) {
        List<String> found = new ArrayList<>();
        Map<String, Schedule> schedules = new HashMap<>();
        course.history().schedules().forEach(schedule -> schedules.put(schedule.memberId(), schedule));
        schedules.values().forEach(schedule -> schedule.holds().forEach(hold -> unsettled(course, schedule, hold)
                .ifPresent(what -> found
                        .add("the hold of member %s on order %s %s".formatted(schedule.memberId(), hold.orderId(), what)))));
        course.history().orders().forEach((id, order) -> live(order).stream()
                .filter(claim -> !holds(Optional.ofNullable(schedules.get(claim.memberId())), id, claim))
                .forEach(
                        claim -> found.add("member %s holds no hour for its claim on order %s".formatted(claim.memberId(), id))));
        return found;
    }

    private static Optional<String> unsettled(Course course, Schedule schedule, Hold hold) {
        Optional<Versioned<ServiceOrder>> order = Optional.ofNullable(course.history().orders().get(hold.orderId()));
        boolean needed = order.filter(its -> live(its).stream()
                .anyMatch(claim -> claim.memberId().equals(schedule.memberId()) && claim.token().equals(hold.token())))
                .isPresent();
        return switch (hold.standing()) {
            case PENDING -> Optional.of("is still pending");
            case TAKEN -> needed ? otherHour(order.orElseThrow().state(), hold) : Optional.of("is taken by no claim");
            case OVER, MISSED -> needed ? Optional.of("is over though its claim lives") : Optional.empty();
        };
    }

    private static Optional<String> otherHour(ServiceOrder order, Hold hold) {
        boolean same = hold.from().equals(order.terms().startsAt()) && hold.until().equals(order.terms().endsAt());
        return same ? Optional.empty() : Optional.of("is for another hour than the order's");
    }

    private static boolean holds(Optional<Schedule> schedule, String orderId, Claim claim) {
        return schedule.flatMap(its -> its.on(orderId)).filter(hold -> hold.token().equals(claim.token())).isPresent();
    }
}
