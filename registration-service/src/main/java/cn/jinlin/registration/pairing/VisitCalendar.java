package cn.jinlin.registration.pairing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param zone where the days of visits begin */
@ConfigurationProperties("jinlin")
record VisitCalendar(@DefaultValue("Asia/Shanghai") ZoneId zone) {
    LocalDate dayOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }
}
