package cn.jinlin.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Issuer, audience and time of a token whose signature already holds. A token without an end is refused; one that is
 * only too old fails with {@link #EXPIRED} alone, so that its holder hears to sign in again.
 */
public final class TokenRules implements OAuth2TokenValidator<Jwt> {

    static final String EXPIRED = "token_expired";

    private final String issuer;
    private final String audience;
    private final Duration skew;
    private final Clock clock;

    public TokenRules(String issuer, String audience, Duration skew, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.skew = skew;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (!issuer.equals(token.getClaimAsString("iss")) || !isFor(token) || !isTimely(token)) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
        }
        Instant end = token.getExpiresAt();
        return end == null || clock.instant().isBefore(end.plus(skew))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(EXPIRED));
    }

    private boolean isFor(Jwt token) {
        return token.getAudience() != null && token.getAudience().contains(audience);
    }

    private boolean isTimely(Jwt token) {
        Instant start = token.getNotBefore();
        return token.getExpiresAt() != null && (start == null || !clock.instant().isBefore(start.minus(skew)));
    }
}
