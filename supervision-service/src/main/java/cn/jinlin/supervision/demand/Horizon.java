package cn.jinlin.supervision.demand;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days that are planned for.
 *
 * @param until the first instant after the last day
 */
public record Horizon(Instant from, Instant until) {
    /** From now to the end of the last of so many days, today being the first. */
    public static Horizon of(Instant now, int days, ZoneId zone) {
        return new Horizon(now, now.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant());
    }

    public LocalDate firstDay(ZoneId zone) {
        return from.atZone(zone).toLocalDate();
    }

    public LocalDate lastDay(ZoneId zone) {
        return until.minusNanos(1).atZone(zone).toLocalDate();
    }
}
