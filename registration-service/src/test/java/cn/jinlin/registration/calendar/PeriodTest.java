package cn.jinlin.registration.calendar;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.Invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeriodTest {
    /** Half past midnight of the new year in the district, still the old year in UTC. */
    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T16:30:00Z");

    private final DistrictCalendar calendar = new DistrictCalendar(ZoneId.of("Asia/Shanghai"));

    @Test
    void aYearBeginsAtTheDistrictsMidnight() {
        assertThat(calendar.year(2026).includes(NEW_YEAR)).isTrue();
        assertThat(calendar.year(2025).includes(NEW_YEAR)).isFalse();
        assertThat(calendar.year(2025).includes(NEW_YEAR.minusSeconds(1_801))).isTrue();
        assertThat(calendar.monthOf(NEW_YEAR)).isEqualTo(YearMonth.of(2026, 1));
    }

    @Test
    void holdsItsFirstInstantAndNotItsLast() {
        Period hour = calendar.period(null, "2026-03-01T09:00:00+08:00", "2026-03-01T10:00:00+08:00");

        assertThat(hour.includes(Instant.parse("2026-03-01T01:00:00Z"))).isTrue();
        assertThat(hour.includes(Instant.parse("2026-03-01T02:00:00Z"))).isFalse();
        assertThat(Period.ALL.includes(NEW_YEAR)).isTrue();
    }

    @Test
    void whatIsGivenTwiceMeansWhatIsCommon() {
        Period both = calendar.period(2026, "2025-06-01T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(both.from()).contains(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(both.until()).contains(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(calendar.year(2025).meets(calendar.year(2026))).isFalse();
        assertThat(calendar.year(2025).meets(new Period(Optional.of(NEW_YEAR.minusSeconds(3_600)), Optional.empty()))).isTrue();
    }

    @Test
    void refusesWhatIsNoYearAndNoInstant() {
        assertThatThrownBy(() -> calendar.period(10_000, null, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> calendar.period(null, "yesterday", null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> calendar.period(null, null, "+999999999-01-01T00:00:00Z")).isInstanceOf(Invalid.class);
    }
}
