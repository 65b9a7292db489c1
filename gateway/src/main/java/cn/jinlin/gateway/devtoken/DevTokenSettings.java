package cn.jinlin.gateway.devtoken;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How development tokens are made.
 *
 * @param privateKey path of the signing key, PEM, PKCS#8, RSA of at least 2048 bits
 * @param issuer what stands in {@code iss}
 * @param life how long a token is good for
 */
@ConfigurationProperties("jinlin.dev-tokens")
public record DevTokenSettings(@DefaultValue("") String privateKey, String issuer, Duration life) {}
