package cn.jinlin.request.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** On which days a series has orders. Weeks begin on Monday; {@code every} counts from the week or month of the first day. */
sealed interface Rhythm {
    /** Whether this day is one of them; no day before the first is. */
    boolean falls(LocalDate date, LocalDate first);

    /** Every so many weeks, on these days. */
    record Weekly(int every, Set<DayOfWeek> days) implements Rhythm {
        public Weekly {
            days = Set.copyOf(days);
        }

        @Override
        public boolean falls(LocalDate date, LocalDate first) {
            long weeks = ChronoUnit.WEEKS.between(monday(first), monday(date));
            return !date.isBefore(first) && days.contains(date.getDayOfWeek()) && weeks % every == 0;
        }

        private static LocalDate monday(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    /** Every so many months, on this day; in a shorter month on its last. */
    record Monthly(int every, int day) implements Rhythm {
        @Override
        public boolean falls(LocalDate date, LocalDate first) {
            return isInMonth(date, first, every) && date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
        }
    }

    /** Every so many months, on the first to fourth such day of the week, or on the last. */
    record MonthlyWeekday(int every, Week week, DayOfWeek day) implements Rhythm {
        enum Week {
            FIRST(1), SECOND(2), THIRD(3), FOURTH(4), LAST(-1);

            /** As the calendar counts: from the end where it is negative. */
            private final int number;

            Week(int number) {
                this.number = number;
            }
        }

        @Override
        public boolean falls(LocalDate date, LocalDate first) {
            LocalDate wanted = date.with(TemporalAdjusters.dayOfWeekInMonth(week.number, day));
            return isInMonth(date, first, every) && date.equals(wanted);
        }
    }

    private static boolean isInMonth(LocalDate date, LocalDate first, int every) {
        long months = ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(date));
        return !date.isBefore(first) && months % every == 0;
    }
}
