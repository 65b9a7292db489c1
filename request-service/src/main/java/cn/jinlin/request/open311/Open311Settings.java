package cn.jinlin.request.open311;

import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the Open311 door.
 *
 * @param publicUrl where callers reach it, without a slash at the end
 * @param testUrl where they may try it; the same unless there is a place for that
 * @param contact whom to ask, and for keys
 * @param reachMetres how far a place may lie from the nearest community's point
 * @param zone decides at which hour help is wanted when nothing is said
 */
@ConfigurationProperties("jinlin.open311")
record Open311Settings(String publicUrl, String testUrl, String contact, @DefaultValue("5000") int reachMetres,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {}
