package cn.jinlin.request.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.request.roster.Roster;

/**
 * How far a claim, or an assignment of several members at once, has come.
 *
 * @param placed empty while the order has only let the members through to their own schedules
 * @param from the hour that has to be held
 */
public record Placing(List<Placed> placed, Instant from, Instant until) {
    public Placing {
        placed = List.copyOf(placed);
    }

    /** What one member got; {@code position} on the waitlist, from 1. */
    public record Placed(String memberId, ClaimStatus status, Optional<Integer> position) {}

    /** The order lets the members through, and needs this hour. */
    public static Placing admitted(ServiceOrder order) {
        return new Placing(List.of(), order.terms().startsAt(), order.terms().endsAt());
    }

    /** What an order just gave to these members. */
    public static Placing of(ServiceOrder order, List<String> memberIds) {
        Roster roster = order.sheet().roster();
        List<Placed> placed = memberIds.stream().flatMap(id -> roster.of(id).stream())
                .map(claim -> new Placed(claim.memberId(), claim.status(), roster.position(claim.memberId()))).toList();
        return new Placing(placed, order.terms().startsAt(), order.terms().endsAt());
    }

    public boolean isDone() {
        return !placed.isEmpty();
    }
}
