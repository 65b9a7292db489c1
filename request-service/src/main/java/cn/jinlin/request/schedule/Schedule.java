package cn.jinlin.request.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One member's hours, at most one hold for each order; the newest ended ones stay, so that the member finds its orders.
 */
public record Schedule(String memberId, List<Hold> holds) {
    /** Ended holds that are remembered. */
    static final int REMEMBERED = 200;
    /** Absences last, or enough claims given up would make them forgotten. */
    private static final Comparator<Hold> FORGOTTEN_FIRST = Comparator
            .comparing((Hold hold) -> hold.standing() == Hold.Standing.MISSED).thenComparing(Hold::from);

    public Schedule {
        holds = List.copyOf(holds);
    }

    static Schedule of(String memberId) {
        return new Schedule(memberId, List.of());
    }

    public Optional<Hold> on(String orderId) {
        return holds.stream().filter(hold -> hold.orderId().equals(orderId)).findFirst();
    }

    /** The orders that this member claimed, the latest start first. */
    public List<String> orders() {
        return holds.stream().sorted(Comparator.comparing(Hold::from).reversed().thenComparing(Hold::orderId)).map(Hold::orderId)
                .toList();
    }

    /** The orders that this member was on most recently, at most so many. */
    public List<String> ended(int limit) {
        return holds.stream().filter(hold -> !hold.holds()).sorted(Comparator.comparing(Hold::from).reversed()).limit(limit)
                .map(Hold::orderId).toList();
    }

    /**
     * Holds an hour for an order.
     *
     * @param allowance open claims beyond it are refused
     */
    Schedule hold(Hold wanted, Instant now, Allowance allowance) {
        Optional<Hold> same = on(wanted.orderId()).filter(Hold::holds);
        if (same.isPresent()) {
            return again(same.get(), wanted);
        }
        holds.stream().filter(hold -> hold.overlaps(wanted.from(), wanted.until())).findFirst().ifPresent(other -> {
            throw ScheduleRefusal.TIME_OVERLAP.because(other.from(), other.until()).with("orderId", other.orderId());
        });
        if (holds.stream().filter(hold -> hold.openAt(now)).count() >= allowance.openClaims()) {
            throw ScheduleRefusal.TOO_MANY_OPEN_CLAIMS.because(allowance.openClaims());
        }
        return plus(wanted);
    }

    /** Whether {@link #hold} would hold the hour. */
    public boolean allows(Hold wanted, Instant now, Allowance allowance) {
        boolean known = on(wanted.orderId()).filter(Hold::holds).isPresent();
        return !known && holds.stream().noneMatch(hold -> hold.overlaps(wanted.from(), wanted.until()))
                && holds.stream().filter(hold -> hold.openAt(now)).count() < allowance.openClaims();
    }

    /** As if the member had given up what it holds for this order. */
    public Schedule without(String orderId) {
        return new Schedule(memberId, holds.stream().filter(hold -> !hold.orderId().equals(orderId)).toList());
    }

    /** Whether the member was absent so often that an officer has to confirm a claim. */
    public boolean awaitsOfficer(Instant now, Allowance allowance) {
        Instant since = now.minus(allowance.window());
        return holds.stream().filter(hold -> hold.missedSince(since)).count() >= allowance.absences();
    }

    /** A retry of the same request finds its own hold. */
    private Schedule again(Hold same, Hold wanted) {
        if (same.waits() && same.token().equals(wanted.token()) && same.from().equals(wanted.from())
                && same.until().equals(wanted.until())) {
            return this;
        }
        throw ScheduleRefusal.CLAIM_UNDER_WAY.because(memberId);
    }

    /** Gives a hold back that came to nothing. */
    Schedule giveBack(String token) {
        return new Schedule(memberId, holds.stream().filter(hold -> !hold.waits() || !hold.token().equals(token)).toList());
    }

    /** What the order says of the claim on this hold; an older reading of the order changes nothing. */
    Schedule read(OrderReading reading) {
        return each(hold -> hold.token().equals(reading.token()) && hold.orderVersion() < reading.orderVersion()
                && (hold.holds() || !reading.standing().equals(Hold.Standing.TAKEN))
                        ? hold.read(reading.standing(), reading.from(), reading.until(), reading.orderVersion())
                        : hold);
    }

    /** When the next hold that nobody confirmed is to be settled. */
    Optional<Instant> dueAt() {
        return holds.stream().filter(Hold::waits).map(Hold::settledFrom).min(Instant::compareTo);
    }

    /** Those that hold an hour for a claim which may have ended, or broken off, without the schedule knowing yet. */
    public List<Hold> doubtful() {
        return holds.stream().filter(Hold::holds).toList();
    }

    private Schedule plus(Hold wanted) {
        List<Hold> more = new ArrayList<>(holds.stream().filter(hold -> !hold.orderId().equals(wanted.orderId())).toList());
        while (more.size() >= REMEMBERED && more.stream().anyMatch(hold -> !hold.holds())) {
            more.remove(more.stream().filter(hold -> !hold.holds()).min(FORGOTTEN_FIRST).orElseThrow());
        }
        more.add(wanted);
        return new Schedule(memberId, more);
    }

    private Schedule each(UnaryOperator<Hold> change) {
        return new Schedule(memberId, holds.stream().map(change).toList());
    }

    /**
     * A claim as the order has it.
     *
     * @param standing TAKEN while the claim still needs the hour, MISSED once it was judged absent, else OVER
     */
    public record OrderReading(String token, Hold.Standing standing, Instant from, Instant until, long orderVersion) {}
}
