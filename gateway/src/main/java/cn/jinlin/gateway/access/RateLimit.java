package cn.jinlin.gateway.access;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemAnswers;
import cn.jinlin.gateway.problem.ProblemCode;

/** Refuses the requests of a caller who asks too often, and says when to come again. Health is not counted. */
final class RateLimit implements WebFilter {

    private final Rates rates;
    private final ProblemAnswers answers;
    private final @Nullable Pattern trusted;

    RateLimit(Rates rates, @Nullable String trustedProxies, ProblemAnswers answers) {
        this.rates = rates;
        this.answers = answers;
        this.trusted = trustedProxies == null || trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith("/actuator/")) {
            return chain.filter(exchange);
        }
        String address = Caller.address(exchange.getRequest(), trusted);
        return ReactiveSecurityContextHolder.getContext().mapNotNull(context -> context.getAuthentication())
                .filter(known -> known.getPrincipal() instanceof Jwt)
                .map(known -> Caller.of((Jwt) known.getPrincipal(), address))
                .defaultIfEmpty(Caller.at(address)).map(rates::take)
                .flatMap(wait -> wait.isZero() ? chain.filter(exchange) : refuse(exchange, wait));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Duration wait) {
        return answers.answer(exchange, Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait));
    }
}
