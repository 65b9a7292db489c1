package cn.jinlin.gateway.access;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How large and how slow a body may be.
 *
 * @param largest of an ordinary request
 * @param largestImport of {@code POST /api/v1/members/imports}
 * @param largestPicture of a POST to the {@code photos} of something
 * @param stall how long a caller may pause within a body
 */
@ConfigurationProperties("jinlin.body")
public record BodySettings(DataSize largest, DataSize largestImport, DataSize largestPicture, Duration stall) {}
