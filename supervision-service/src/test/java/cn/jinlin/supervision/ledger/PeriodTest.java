package cn.jinlin.supervision.ledger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import cn.jinlin.kit.domain.Invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeriodTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-05-16");

    @Test
    void isThisYearUpToTodayWhereNothingIsSaid() {
        assertThat(of(null, null)).isEqualTo(new Period(LocalDate.parse("2026-01-01"), TODAY));
        assertThat(of("2026-03-01", null)).isEqualTo(new Period(LocalDate.parse("2026-03-01"), TODAY));
        assertThat(of(null, "2025-06-30")).isEqualTo(new Period(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-06-30")));
    }

    @Test
    void beginsAndEndsWithTheDistrictsDays() {
        Period day = of("2026-05-16", "2026-05-16");
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        assertThat(day.start(zone)).isEqualTo("2026-05-15T16:00:00Z");
        assertThat(day.end(zone)).isEqualTo("2026-05-16T16:00:00Z");
    }

    @Test
    void isAtMostAYearLong() {
        assertThat(of("2024-01-01", "2024-12-31").to()).isEqualTo("2024-12-31");
        assertThatThrownBy(() -> of("2025-01-01", "2026-01-02")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"yesterday,", "2026-02-30,", "2026-05-17,2026-05-16", ",16.05.2026", "-0001-01-01,", "+999999999-12-31,"})
    void refusesWhatIsNoPeriod(@org.jspecify.annotations.Nullable String from, @org.jspecify.annotations.Nullable String to) {
        assertThatThrownBy(() -> of(from, to)).isInstanceOf(Invalid.class);
    }

    private static Period of(@org.jspecify.annotations.Nullable String from, @org.jspecify.annotations.Nullable String to) {
        return Period.of(Optional.ofNullable(from), Optional.ofNullable(to), TODAY);
    }
}
