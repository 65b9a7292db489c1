package cn.jinlin.registration.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When the next visit is due.
 *
 * @param on the last day on which it comes in time
 * @param remindAt that day's morning in the district
 * @param overdueAt the midnight that ends that day in the district
 */
public record Due(LocalDate on, Instant remindAt, Instant overdueAt) {
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    public static Due after(LocalDate last, int rhythmDays, ZoneId zone) {
        LocalDate on = last.plusDays(rhythmDays);
        return new Due(on, on.atTime(MORNING).atZone(zone).toInstant(), on.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
