package cn.jinlin.gateway.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How large a body may be.
 *
 * @param largest of an ordinary request
 * @param largestImport of {@code POST /api/v1/members/imports}
 * @param largestPicture of a photo, sent to the {@code photos} of something or as one of them
 */
@ConfigurationProperties("jinlin.body")
public record BodySettings(DataSize largest, DataSize largestImport, DataSize largestPicture) {}
