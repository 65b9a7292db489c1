package cn.jinlin.gateway.rate;

import java.time.Duration;
import java.util.regex.Pattern;

import io.github.bucket4j.ConsumptionProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemAnswers;
import cn.jinlin.gateway.problem.ProblemCode;

/**
 * Refuses the requests of a caller who asks too often, and says when to come again. Every answer says how much is left, in
 * the fields of the IETF's draft-ietf-httpapi-ratelimit-headers-06. Health is not counted.
 */
@Component
public final class RateLimit {

    private final Rates rates;
    private final RateSettings settings;
    private final ProblemAnswers answers;
    private final @Nullable Pattern trusted;

    RateLimit(Rates rates, RateSettings settings, ProblemAnswers answers) {
        this.rates = rates;
        this.settings = settings;
        this.answers = answers;
        String proxies = settings.trustedProxies();
        this.trusted = proxies == null || proxies.isBlank() ? null : Pattern.compile(proxies);
    }

    /** Counts a request for the holder of its token, or for its address where it has none. */
    public Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith("/actuator/")) {
            return chain.filter(exchange);
        }
        String address = Caller.address(exchange.getRequest(), trusted);
        return ReactiveSecurityContextHolder.getContext().mapNotNull(context -> context.getAuthentication())
                .filter(known -> known.getPrincipal() instanceof Jwt)
                .map(known -> Caller.of((Jwt) known.getPrincipal(), address)).defaultIfEmpty(Caller.at(address))
                .flatMap(caller -> count(exchange, caller, chain.filter(exchange)));
    }

    /** Counts a request whose token does not hold for its address, so that nobody can try tokens for ever. */
    public Mono<Void> admitNobody(ServerWebExchange exchange, Mono<Void> answer) {
        return count(exchange, Caller.at(Caller.address(exchange.getRequest(), trusted)), answer);
    }

    private Mono<Void> count(ServerWebExchange exchange, Caller caller, Mono<Void> answer) {
        return rates.take(caller).flatMap(taken -> {
            exchange.getResponse().beforeCommit(
                    () -> Mono.fromRunnable(() -> tell(exchange.getResponse().getHeaders(), settings.of(caller), taken)));
            return taken.isConsumed() ? answer : refuse(exchange, Duration.ofNanos(taken.getNanosToWaitForRefill()));
        });
    }

    private static void tell(HttpHeaders headers, RateSettings.Rate rate, ConsumptionProbe taken) {
        Duration full = Duration.ofNanos(taken.getNanosToWaitForReset());
        headers.set("RateLimit-Policy", rate.burst() + ";w=" + rate.window());
        headers.set("RateLimit-Limit", Integer.toString(rate.burst()));
        headers.set("RateLimit-Remaining", Long.toString(taken.getRemainingTokens()));
        headers.set("RateLimit-Reset", Long.toString(Math.ceilDiv(full.toMillis(), 1000)));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Duration wait) {
        return answers.answer(exchange, Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait));
    }
}
