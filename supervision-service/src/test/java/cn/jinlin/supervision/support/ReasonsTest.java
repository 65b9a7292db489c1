package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.supervision.demand.Horizon;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonsTest {
    static final SupportProperties PROPERTIES = new SupportProperties(Set.of(UnitKind.GOVERNMENT, UnitKind.INSTITUTION), 10_000,
            20, 300_000, 10_000, Duration.ofDays(3), Duration.ofDays(2), Duration.ofSeconds(1), ZoneId.of("Asia/Shanghai"));

    private final Reasons reasons = new Reasons(PROPERTIES);
    private final Assignment assignment = Plans.assignment("a", "x", 40);

    @Test
    void saysWhoLacksHowManyAndWhoIsFree() {
        Horizon horizon = new Horizon(Plans.NOW, Plans.UNTIL);
        assertThat(reasons.of(assignment, horizon, Locale.ENGLISH))
                .isEqualTo("双乐社区 lacks 40 for 12–18 Oct; this unit has 55 free, 3.2 km");
        assertThat(reasons.of(assignment, horizon, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("双乐社区10月12日至18日缺40人；本单位有55人空闲，相距3.2公里");
    }

    @Test
    void namesOneDayOrTwoMonthsAsPeopleDo() {
        Instant now = Instant.parse("2026-12-30T20:00:00Z");
        Horizon day = Horizon.of(now, 1, ZoneId.of("Asia/Shanghai"));
        Horizon turn = Horizon.of(now, 4, ZoneId.of("Asia/Shanghai"));
        assertThat(reasons.of(assignment, day, Locale.ENGLISH)).contains("for 31 Dec;");
        assertThat(reasons.of(assignment, day, Locale.SIMPLIFIED_CHINESE)).contains("双乐社区12月31日缺");
        assertThat(reasons.of(assignment, turn, Locale.ENGLISH)).contains("for 31 Dec–3 Jan;");
        assertThat(reasons.of(assignment, turn, Locale.SIMPLIFIED_CHINESE)).contains("12月31日至1月3日缺");
    }
}
