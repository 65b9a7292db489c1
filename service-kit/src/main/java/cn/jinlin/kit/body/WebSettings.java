package cn.jinlin.kit.body;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what a service reads.
 *
 * @param maxBody of a JSON body
 * @param maxUpload of any other body that comes with an {@code Idempotency-Key}
 */
@ConfigurationProperties("jinlin.web")
public record WebSettings(@DefaultValue("1MB") DataSize maxBody, @DefaultValue("20MB") DataSize maxUpload) {}
