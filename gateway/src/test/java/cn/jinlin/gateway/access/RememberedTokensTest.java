package cn.jinlin.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RememberedTokensTest {

    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private final AtomicInteger verified = new AtomicInteger();
    private Instant now = START;
    private final RememberedTokens tokens = new RememberedTokens(
            token -> Mono.fromSupplier(() -> verify(token)),
            new TokenRules("issuer", "jinlin", Duration.ZERO, new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            }));

    @Test
    void verifiesTheSignatureOfATokenOnce() {
        assertThat(tokens.decode("good").block()).isSameAs(tokens.decode("good").block());
        assertThat(verified).hasValue(1);
    }

    @Test
    void refusesARememberedTokenOnceItIsTooOld() {
        assertThat(tokens.decode("good").block()).isNotNull();
        now = START.plusSeconds(30);

        assertThatThrownBy(() -> tokens.decode("good").block()).isInstanceOfSatisfying(JwtValidationException.class,
                old -> assertThat(old.getErrors()).extracting("errorCode").containsExactly(TokenRules.EXPIRED));
    }

    @Test
    void remembersNoRefusal() {
        assertThatThrownBy(() -> tokens.decode("bad").block()).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad").block()).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(2);
    }

    private Jwt verify(String token) {
        verified.incrementAndGet();
        if (!token.equals("good")) {
            throw new BadJwtException("bad");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").issuer("issuer").audience(List.of("jinlin"))
                .expiresAt(START.plusSeconds(30)).build();
    }
}
