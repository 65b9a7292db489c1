package cn.jinlin.supervision.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import cn.jinlin.kit.domain.Invalid;

/**
 * Some days of the district's calendar, at most {@link #LONGEST} of them.
 *
 * @param to the last day that is in it
 */
record Period(LocalDate from, LocalDate to) {
    static final int LONGEST = 366;

    Period {
        if (to.isBefore(from)) {
            throw Invalid.field("to", "BEFORE_FROM");
        }
        if (from.plusDays(LONGEST).isBefore(to.plusDays(1))) {
            throw Invalid.field("to", "PERIOD_TOO_LONG", LONGEST);
        }
    }

    /** From the first of January of the last day's year, and up to today, where nothing else is said. */
    static Period of(Optional<String> from, Optional<String> to, LocalDate today) {
        Optional<LocalDate> first = from.map(text -> day("from", text));
        LocalDate last = to.map(text -> day("to", text)).orElseGet(() -> first.filter(today::isBefore).orElse(today));
        return new Period(first.orElse(last.withDayOfYear(1)), last);
    }

    /** The first instant that is in it. */
    Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant after it. */
    Instant end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static LocalDate day(String parameter, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // refused below
        }
        throw Invalid.field(parameter, "MALFORMED", "2026-05-16");
    }
}
