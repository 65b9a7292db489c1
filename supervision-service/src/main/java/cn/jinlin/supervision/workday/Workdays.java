package cn.jinlin.supervision.workday;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/** Which days are worked, and when so many of them have passed. */
@Component
public class Workdays {
    /** Longer than any row of days off; a calendar with a longer one is wrong. */
    private static final int MOST_OFF_IN_A_ROW = 60;

    private final ZoneId zone;
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> makeUp;

    /** @throws IllegalArgumentException naming the text that is no day */
    public Workdays(WorkdaySettings settings) {
        zone = settings.zone();
        holidays = days(settings.holidays());
        makeUp = days(settings.makeUp());
    }

    public boolean worked(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return makeUp.contains(day) || !weekend && !holidays.contains(day);
    }

    /** The same time of day so many working days later; on the spot for none. */
    public Instant after(Instant at, int workdays) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate day = local.toLocalDate();
        for (int left = workdays; left > 0; left--) {
            day = next(day);
        }
        return local.with(day).toInstant();
    }

    /** The day of the district on which an instant falls. */
    public LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private LocalDate next(LocalDate day) {
        return day.plusDays(1).datesUntil(day.plusDays(MOST_OFF_IN_A_ROW)).filter(this::worked).findFirst()
                .orElseThrow(() -> new IllegalStateException("no working day for weeks after " + day));
    }

    private static Set<LocalDate> days(List<String> texts) {
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).flatMap(Workdays::row)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<LocalDate> row(String text) {
        try {
            int slash = text.indexOf('/');
            LocalDate first = LocalDate.parse(slash < 0 ? text : text.substring(0, slash));
            LocalDate last = slash < 0 ? first : LocalDate.parse(text.substring(slash + 1));
            return first.datesUntil(last.plusDays(1));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no day and no row of days: " + text, e);
        }
    }
}
