package cn.jinlin.registration.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.kit.domain.Invalid;

/** @param zone where the district's years begin */
@ConfigurationProperties("jinlin")
public record DistrictCalendar(@DefaultValue("Asia/Shanghai") ZoneId zone) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final Instant OLDEST = Instant.parse("1899-12-31T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The year that a service falls into. */
    public int yearOf(Instant servedAt) {
        return servedAt.atZone(zone).getYear();
    }

    public YearMonth monthOf(Instant servedAt) {
        return YearMonth.from(servedAt.atZone(zone));
    }

    public LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** From the first instant of the year to that of the next. */
    public Period year(int year) {
        return new Period(Optional.of(start(year)), Optional.of(start(year + 1)));
    }

    /**
     * The period that the query parameters name: a year, from an instant (inclusive) to another (exclusive), what is common
     * to both where both are given, and all time where nothing is.
     *
     * @throws Invalid naming the parameter that is wrong
     */
    public Period period(@Nullable Integer year, @Nullable String from, @Nullable String to) {
        if (year != null && (year < FIRST_YEAR || year > LAST_YEAR)) {
            throw Invalid.field("year", "OUT_OF_RANGE", Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR));
        }
        Period given = new Period(Optional.ofNullable(from).map(text -> instant("from", text)),
                Optional.ofNullable(to).map(text -> instant("to", text)));
        return year == null ? given : given.and(year(year));
    }

    private Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    }

    private static Instant instant(String parameter, String text) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            if (at.isBefore(OLDEST) || at.isAfter(LATEST)) {
                throw Invalid.field(parameter, "OUT_OF_RANGE", Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR));
            }
            return at;
        } catch (DateTimeException e) {
            throw Invalid.field(parameter, "MALFORMED", "2026-03-01T09:00:00+08:00");
        }
    }
}
