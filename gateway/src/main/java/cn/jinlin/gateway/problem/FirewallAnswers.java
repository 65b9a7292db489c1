package cn.jinlin.gateway.problem;

import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says in a problem what the firewall refused: a method of no use here, or characters that no path may hold. */
@Component
final class FirewallAnswers implements ServerExchangeRejectedHandler {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final String ALLOW = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    private final ProblemAnswers answers;

    FirewallAnswers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException refused) {
        Problem problem = METHODS.contains(exchange.getRequest().getMethod())
                ? Problem.of(ProblemCode.BAD_REQUEST)
                : Problem.of(ProblemCode.METHOD_NOT_ALLOWED).with("Allow", ALLOW);
        return answers.answer(exchange, problem);
    }
}
