package cn.jinlin.gateway.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemAnswers;
import cn.jinlin.gateway.problem.ProblemCode;
import cn.jinlin.gateway.rate.RateLimit;

/** Tells a caller apart from the others that it has no token, an expired one, or none that holds (RFC 6750). */
@Component
final class Unauthenticated implements ServerAuthenticationEntryPoint {

    private final ProblemAnswers answers;
    private final RateLimit rates;

    Unauthenticated(ProblemAnswers answers, RateLimit rates) {
        this.answers = answers;
        this.rates = rates;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
        ProblemCode code = code(refused);
        String challenge = code == ProblemCode.UNAUTHENTICATED ? "Bearer" : "Bearer error=\"invalid_token\"";
        Mono<Void> answer = answers.answer(exchange, Problem.of(code).with(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return code == ProblemCode.UNAUTHENTICATED ? answer : rates.admitNobody(exchange, answer);
    }

    private static ProblemCode code(AuthenticationException refused) {
        if (!(refused instanceof OAuth2AuthenticationException)) {
            return ProblemCode.UNAUTHENTICATED;
        }
        return refused.getCause() instanceof JwtValidationException invalid && invalid.getErrors().stream()
                .allMatch(error -> TokenRules.EXPIRED.equals(error.getErrorCode()))
                        ? ProblemCode.TOKEN_EXPIRED
                        : ProblemCode.INVALID_TOKEN;
    }
}
