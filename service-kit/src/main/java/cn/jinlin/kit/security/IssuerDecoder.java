package cn.jinlin.kit.security;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * Verifies tokens of an OIDC issuer. The issuer is asked at the first token, so the service starts without it; while it
 * can't be reached every token is answered with 503, and it is asked again once a second at most.
 */
final class IssuerDecoder implements JwtDecoder {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<JwtDecoder> discovery;
    private volatile @Nullable JwtDecoder found;
    private long failedAt;
    private boolean failed;

    IssuerDecoder(String issuer, String audience) {
        this(() -> discover(issuer, audience));
    }

    IssuerDecoder(Supplier<JwtDecoder> discovery) {
        this.discovery = discovery;
    }

    private static JwtDecoder discover(String issuer, String audience) {
        SimpleClientHttpRequestFactory bounded = new SimpleClientHttpRequestFactory();
        bounded.setConnectTimeout(TIMEOUT);
        bounded.setReadTimeout(TIMEOUT);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).restOperations(new RestTemplate(bounded))
                .jwsAlgorithms(algorithms -> algorithms
                        .addAll(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                .validateType(false).build();
        decoder.setJwtValidator(TokenRules.of(issuer, audience));
        return decoder;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder().decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException _) {
            throw unavailable();
        }
    }

    private JwtDecoder decoder() {
        JwtDecoder known = found;
        return known != null ? known : find();
    }

    private synchronized JwtDecoder find() {
        JwtDecoder known = found;
        if (known != null) {
            return known;
        }
        if (failed && System.nanoTime() - failedAt < PAUSE.toNanos()) {
            throw unavailable();
        }
        try {
            JwtDecoder made = discovery.get();
            found = made;
            return made;
        } catch (RuntimeException _) {
            failed = true;
            failedAt = System.nanoTime();
            throw unavailable();
        }
    }

    private static RuntimeException unavailable() {
        return KitRefusal.ISSUER_UNAVAILABLE.because().retryAfter(PAUSE);
    }
}
