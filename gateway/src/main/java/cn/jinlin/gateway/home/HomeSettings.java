package cn.jinlin.gateway.home;

import java.time.Duration;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param deadline how long each part is waited for
 * @param zone where the district's years begin
 */
@ConfigurationProperties("jinlin.home")
public record HomeSettings(Duration deadline, ZoneId zone) {}
