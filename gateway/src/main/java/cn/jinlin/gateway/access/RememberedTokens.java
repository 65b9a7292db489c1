package cn.jinlin.gateway.access;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Spares a caller's next requests the arithmetic of the signature, for at most a minute. What time decides is checked
 * each time, and a token that was refused is never remembered.
 */
public final class RememberedTokens implements ReactiveJwtDecoder {

    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int MOST = 4000;

    private final ReactiveJwtDecoder decoder;
    private final TokenRules rules;
    private final Cache<String, Jwt> verified = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY)
            .executor(Runnable::run).build();

    public RememberedTokens(ReactiveJwtDecoder decoder, TokenRules rules) {
        this.decoder = decoder;
        this.rules = rules;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Jwt known = verified.getIfPresent(token);
        return known == null ? decoder.decode(token).doOnNext(jwt -> verified.put(token, jwt)) : checked(known);
    }

    private Mono<Jwt> checked(Jwt token) {
        OAuth2TokenValidatorResult result = rules.validate(token);
        return result.hasErrors()
                ? Mono.error(new JwtValidationException("The token does not hold any more", result.getErrors()))
                : Mono.just(token);
    }
}
