package cn.jinlin.request.series;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.request.series.Rhythm.MonthlyWeekday.Week;

import static org.assertj.core.api.Assertions.assertThat;

/** The days of series, against what a plain look at every day of some years says. */
class CalendarTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static Calendar calendar(Rhythm rhythm, LocalDate from) {
        return new Calendar(rhythm, from, Optional.empty(), Optional.empty(), Set.of());
    }

    private static List<LocalDate> first(int many, Rhythm rhythm, String from) {
        return calendar(rhythm, LocalDate.parse(from)).from(LocalDate.parse(from)).limit(many).toList();
    }

    private static List<LocalDate> dates(String... dates) {
        return List.of(dates).stream().map(LocalDate::parse).toList();
    }

    @Test
    void takesTheLastDayOfAMonthThatIsTooShort() {
        assertThat(first(5, new Rhythm.Monthly(1, 31), "2027-12-31"))
                .isEqualTo(dates("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"));
        assertThat(first(3, new Rhythm.Monthly(12, 29), "2027-02-01"))
                .isEqualTo(dates("2027-02-28", "2028-02-29", "2029-02-28"));
        assertThat(first(3, new Rhythm.Monthly(1, 30), "2027-01-31")).isEqualTo(dates("2027-02-28", "2027-03-30", "2027-04-30"));
    }

    @Test
    void takesTheFirstSaturdayAndTheLastFriday() {
        assertThat(first(3, new Rhythm.MonthlyWeekday(1, Week.FIRST, DayOfWeek.SATURDAY), "2026-11-28"))
                .isEqualTo(dates("2026-12-05", "2027-01-02", "2027-02-06"));
        assertThat(first(3, new Rhythm.MonthlyWeekday(2, Week.LAST, DayOfWeek.FRIDAY), "2026-11-28"))
                .isEqualTo(dates("2027-01-29", "2027-03-26", "2027-05-28"));
    }

    @Test
    void countsWeeksFromTheOneOfTheFirstDay() {
        Rhythm fortnightly = new Rhythm.Weekly(2, Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        assertThat(first(5, fortnightly, "2026-11-25"))
                .isEqualTo(dates("2026-11-29", "2026-12-07", "2026-12-13", "2026-12-21", "2026-12-27"));
    }

    @Test
    void hasTheSameDaysAsALookAtEveryDay() {
        Random random = new Random(350_211);
        for (int i = 0; i < 400; i++) {
            LocalDate from = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_200));
            Set<LocalDate> skipped = new HashSet<>();
            random.ints(random.nextInt(40), 0, 700).forEach(day -> skipped.add(from.plusDays(day)));
            Optional<LocalDate> until = random.nextBoolean() ? Optional.of(from.plusDays(random.nextInt(700))) : Optional.empty();
            Calendar calendar = new Calendar(rhythm(random), from, until, Optional.empty(), skipped);
            LocalDate start = from.plusDays(random.nextInt(200) - 100L);
            LocalDate end = from.plusDays(700);
            List<LocalDate> looked = start.datesUntil(end).filter(date -> !date.isBefore(from))
                    .filter(date -> calendar.rhythm().falls(date, from)).filter(date -> !skipped.contains(date))
                    .filter(date -> until.filter(date::isAfter).isEmpty()).toList();
            assertThat(calendar.from(start).takeWhile(date -> date.isBefore(end)).toList()).as("%s", calendar).isEqualTo(looked);
        }
    }

    private static Rhythm rhythm(Random random) {
        int every = 1 + random.nextInt(3);
        DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
        return switch (random.nextInt(3)) {
            case 0 -> new Rhythm.Weekly(every, EnumSet.of(day, DayOfWeek.of(1 + random.nextInt(7))));
            case 1 -> new Rhythm.Monthly(every, 1 + random.nextInt(31));
            default -> new Rhythm.MonthlyWeekday(every, Week.values()[random.nextInt(5)], day);
        };
    }

    @Test
    void hasOneDayOfEveryMonthThatCounts() {
        Random random = new Random(29);
        for (int i = 0; i < 200; i++) {
            int every = 1 + random.nextInt(12);
            LocalDate from = LocalDate.of(2023 + random.nextInt(3), 1 + random.nextInt(12), 1);
            boolean weekday = random.nextBoolean();
            Week week = Week.values()[random.nextInt(5)];
            DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
            int number = 1 + random.nextInt(31);
            Rhythm rhythm = weekday ? new Rhythm.MonthlyWeekday(every, week, day) : new Rhythm.Monthly(every, number);
            List<LocalDate> days = calendar(rhythm, from).from(from).limit(24).toList();
            for (int month = 0; month < days.size(); month++) {
                LocalDate date = days.get(month);
                assertThat(YearMonth.from(date)).isEqualTo(YearMonth.from(from).plusMonths((long) month * every));
                if (weekday) {
                    assertThat(date.getDayOfWeek()).isEqualTo(day);
                    int place = (date.getDayOfMonth() - 1) / 7;
                    assertThat(week == Week.LAST ? date.plusDays(7).getMonth() != date.getMonth() : place == week.ordinal())
                            .isTrue();
                } else {
                    assertThat(date.getDayOfMonth()).isEqualTo(Math.min(number, date.lengthOfMonth()));
                }
            }
        }
    }

    @Test
    void hasEveryChosenDayOfEveryWeekThatCounts() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int every = 1 + random.nextInt(6);
            Set<DayOfWeek> chosen = random.ints(1 + random.nextInt(4), 1, 8).mapToObj(DayOfWeek::of).collect(Collectors.toSet());
            LocalDate monday = LocalDate.of(2026, 1, 5).plusWeeks(random.nextInt(100));
            List<LocalDate> days = calendar(new Rhythm.Weekly(every, chosen), monday).from(monday)
                    .limit(chosen.size() * 10L).toList();
            assertThat(days.stream().map(LocalDate::getDayOfWeek).collect(Collectors.toSet())).isEqualTo(chosen);
            assertThat(days.stream().map(date -> ChronoUnit.WEEKS.between(monday, date)).distinct())
                    .containsExactlyElementsOf(
                            java.util.stream.LongStream.range(0, 10).map(week -> week * every).boxed().toList());
        }
    }

    private static Template template(LocalTime start) {
        return new Template(Optional.empty(), Optional.empty(), "清理楼道", "", Category.CLEAN_HOME, start, 90,
                new Capacity(1, 5), Audience.COMMUNITY, Optional.empty(), List.of());
    }

    @Test
    void beginsByTheClockOfTheDistrictOnItsOwnDay() {
        Random random = new Random(8);
        for (int i = 0; i < 2_000; i++) {
            LocalDate date = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(3_000));
            LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Instant start = template(time).startOn(date, SHANGHAI);
            assertThat(start).isEqualTo(Instant.parse(date + "T" + time + ":00Z").minusSeconds(8 * 3_600));
            assertThat(LocalDate.ofInstant(start, SHANGHAI)).isEqualTo(date);
        }
        assertThat(template(LocalTime.of(0, 30)).startOn(LocalDate.of(2026, 12, 1), SHANGHAI))
                .isEqualTo(Instant.parse("2026-11-30T16:30:00Z"));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(template(LocalTime.of(9, 0)).startOn(LocalDate.of(2027, 3, 27), berlin)).isEqualTo("2027-03-27T08:00:00Z");
        assertThat(template(LocalTime.of(9, 0)).startOn(LocalDate.of(2027, 3, 28), berlin)).isEqualTo("2027-03-28T07:00:00Z");
    }
}
