package cn.jinlin.supervision.workday;

import java.time.ZoneId;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param zone where the days begin
 * @param holidays days off beside the weekends, such as {@code 2026-01-01}, or both ends of a row of them, such as
 *            {@code 2026-10-01/2026-10-07}
 * @param makeUp weekend days that are worked all the same, in the same forms; they win over holidays
 */
@ConfigurationProperties("jinlin.workdays")
public record WorkdaySettings(@DefaultValue("Asia/Shanghai") ZoneId zone, @DefaultValue List<String> holidays,
        @DefaultValue List<String> makeUp) {
    public WorkdaySettings {
        holidays = List.copyOf(holidays);
        makeUp = List.copyOf(makeUp);
    }
}
