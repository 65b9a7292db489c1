package cn.jinlin.supervision.workday;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkdaysTest {
    private final Workdays days = new Workdays(shipped());

    /** Around the National Day of 2026: off from Thursday the 1st to Wednesday the 7th, Saturday the 10th is worked. */
    @Test
    void countsOverAHolidayAndItsMakeUpDay() {
        assertThat(days.worked(LocalDate.of(2026, 9, 20))).isTrue();
        assertThat(days.worked(LocalDate.of(2026, 10, 5))).isFalse();
        assertThat(days.worked(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(days.worked(LocalDate.of(2026, 10, 11))).isFalse();
        Instant wednesday = Instant.parse("2026-09-30T10:00:00Z");
        assertThat(days.after(wednesday, 1)).isEqualTo("2026-10-08T10:00:00Z");
        assertThat(days.after(wednesday, 3)).isEqualTo("2026-10-10T10:00:00Z");
        assertThat(days.after(wednesday, 4)).isEqualTo("2026-10-12T10:00:00Z");
        assertThat(days.after(wednesday, 0)).isEqualTo(wednesday);
    }

    @Test
    void aDueTimeOnAWeekendCountsFromTheNextWorkingDay() {
        assertThat(days.after(Instant.parse("2026-11-28T02:00:00Z"), 1)).isEqualTo("2026-11-30T02:00:00Z");
    }

    /** 17:30 in UTC is the next day in Xiamen. */
    @Test
    void daysBeginInTheDistrictsZone() {
        assertThat(days.dateOf(Instant.parse("2026-11-26T17:30:00Z"))).isEqualTo("2026-11-27");
        assertThat(days.after(Instant.parse("2026-11-26T17:30:00Z"), 1)).isEqualTo("2026-11-29T17:30:00Z");
    }

    @Test
    void aYearThatIsNotListedHasItsWeekends() {
        assertThat(days.worked(LocalDate.of(2031, 10, 1))).isTrue();
        assertThat(days.worked(LocalDate.of(2031, 10, 4))).isFalse();
    }

    @Test
    void refusesWhatIsNoDayAndACalendarWithoutWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> with("2026-13-01")).withMessageContaining("2026-13-01");
        assertThatIllegalArgumentException().isThrownBy(() -> with("2026-10-07/2026-10-01"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> with("2026-01-01/2026-12-31").after(Instant.parse("2026-01-01T00:00:00Z"), 1));
    }

    private static Workdays with(String holiday) {
        return new Workdays(new WorkdaySettings(ZoneId.of("Asia/Shanghai"), List.of(holiday), List.of()));
    }

    /** The calendar as it is shipped. */
    private static WorkdaySettings shipped() {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Binder.get(environment).bind("jinlin.workdays", WorkdaySettings.class).get();
    }
}
