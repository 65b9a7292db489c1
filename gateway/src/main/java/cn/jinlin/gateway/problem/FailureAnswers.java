package cn.jinlin.gateway.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/** Answers whatever failed on the way with its problem; once an answer has begun, the connection is cut instead. */
@Component
@Order(-2)
final class FailureAnswers implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    private final ProblemAnswers answers;
    private final Failures failures;

    FailureAnswers(ProblemAnswers answers, Failures failures) {
        this.answers = answers;
        this.failures = failures;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return cut(exchange, failure);
        }
        Problem problem = failures.problemOf(failure);
        if (problem.code() == ProblemCode.INTERNAL) {
            LOG.error("Request {} failed", TraceFilter.traceId(exchange), failure);
        }
        return answers.answer(exchange, problem);
    }

    private static Mono<Void> cut(ServerWebExchange exchange, Throwable failure) {
        LOG.warn("The answer to request {} broke off: {}", TraceFilter.traceId(exchange), failure.toString());
        HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        server.withConnection(Connection::dispose);
        return Mono.empty();
    }
}
