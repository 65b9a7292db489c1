package cn.jinlin.kit.security;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Collection;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What every token must hold besides its signature: issuer, audience, an expiry, and a type that is not another's. */
public final class TokenRules {
    /** The issuer of tokens made for development. */
    public static final String DEV_ISSUER = "https://dev.jinlin.invalid";

    private static final Duration SKEW = Duration.ofSeconds(30);

    private TokenRules() {}

    static OAuth2TokenValidator<Jwt> of(String issuer, String audience) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(times, type, new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>("aud", aud -> aud != null && aud.contains(audience)));
    }

    /** Trusts the holder of one RSA key (RS256), as development and tests do. */
    public static JwtDecoder trusting(RSAPublicKey key, String issuer, String audience) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false).build();
        decoder.setJwtValidator(of(issuer, audience));
        return decoder;
    }
}
