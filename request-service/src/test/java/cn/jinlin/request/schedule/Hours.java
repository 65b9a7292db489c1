package cn.jinlin.request.schedule;

import java.time.Instant;

import cn.jinlin.request.roster.HeldHour;

/** Schedules for the tests of other features. */
public final class Hours {
    private Hours() {}

    public static Schedule none(String memberId) {
        return Schedule.of(memberId);
    }

    /** With the hour held for an order that has not taken the claim yet. */
    public static Schedule pending(Schedule schedule, String orderId, HeldHour hour, Instant now) {
        return schedule.hold(Hold.pending(orderId, hour.token(), hour.from(), hour.until(), now), now, Allowance.UNBOUND);
    }

    /** After the order said what became of the claim on this hold. */
    public static Schedule read(Schedule schedule, HeldHour hour, Hold.Standing standing, long orderVersion) {
        return schedule.read(new Schedule.OrderReading(hour.token(), standing, hour.from(), hour.until(), orderVersion));
    }
}
