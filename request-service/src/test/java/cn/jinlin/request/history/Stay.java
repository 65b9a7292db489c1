package cn.jinlin.request.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.terms.Terms;

/**
 * A member's hour on an order, and while it stood. An order's hour only shrinks while it has claims, so the last one of a
 * stay is within all earlier ones.
 *
 * @param since when it was claimed, by the clock of the process that said so
 * @param till when it was given up; {@link Instant#MAX} if it never was
 */
record Stay(String orderId, Instant from, Instant until, Instant since, Instant till) {

    static Stay of(String orderId, Terms terms) {
        return of(orderId, terms.startsAt(), terms.endsAt());
    }

    static Stay of(String orderId, Instant from, Instant until) {
        return new Stay(orderId, from, until, Instant.MIN, Instant.MAX);
    }

    boolean overlaps(Stay other) {
        return !orderId.equals(other.orderId) && from.isBefore(other.until) && other.from.isBefore(until);
    }

    /** Both stood at the same moment, however far the clocks differed. */
    boolean stoodWith(Stay other, Duration skew) {
        return since.plus(skew).isBefore(other.till) && other.since.plus(skew).isBefore(till);
    }

    /** All stays on an order by their members. */
    static Map<String, List<Stay>> all(Replay replay) {
        Map<String, List<Stay>> stays = new HashMap<>();
        Map<String, Instant> open = new HashMap<>();
        for (Scene scene : replay.scenes()) {
            Instant at = scene.told().at();
            for (Seat seat : scene.seats()) {
                if (seat.live() && holdsHours(scene)) {
                    open.putIfAbsent(seat.memberId(), at);
                } else if (open.containsKey(seat.memberId())) {
                    Instant since = open.remove(seat.memberId());
                    stays.computeIfAbsent(seat.memberId(), id -> new ArrayList<>()).add(of(replay, scene, since, at));
                }
            }
        }
        open.forEach((memberId, since) -> stays.computeIfAbsent(memberId, id -> new ArrayList<>())
                .add(of(replay, replay.scenes().getLast(), since, Instant.MAX)));
        return stays;
    }

    private static Stay of(Replay replay, Scene last, Instant since, Instant till) {
        return new Stay(replay.orderId(), last.becomes().startsAt(), last.becomes().endsAt(), since, till);
    }

    private static boolean holdsHours(Scene scene) {
        OrderStatus status = scene.becomes().status();
        return status == OrderStatus.OFFERED || status == OrderStatus.OPEN || status == OrderStatus.IN_PROGRESS;
    }
}
