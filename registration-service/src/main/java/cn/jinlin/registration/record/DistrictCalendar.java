package cn.jinlin.registration.record;

import java.time.Instant;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param zone where the district's years begin */
@ConfigurationProperties("jinlin")
record DistrictCalendar(@DefaultValue("Asia/Shanghai") ZoneId zone) {
    /** The year that a service falls into. */
    int yearOf(Instant servedAt) {
        return servedAt.atZone(zone).getYear();
    }
}
