package cn.jinlin.gateway.access;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * What a token must be like.
 *
 * @param issuer who must have made it, exactly
 * @param audience whom it must be for
 * @param algorithms how it may be signed; never taken from the token alone
 * @param skew by how much clocks may differ
 */
@ConfigurationProperties("jinlin.tokens")
public record TokenSettings(@Nullable String issuer, String audience, Set<SignatureAlgorithm> algorithms,
        Duration skew) {}
