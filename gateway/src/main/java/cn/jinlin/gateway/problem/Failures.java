package cn.jinlin.gateway.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;

/**
 * The one place that says which problem a failure is, by the first failure of its chain of causes that tells. Nothing
 * here is about answers of a service: those pass as they are.
 */
public final class Failures {

    /** How long a caller is told to wait for a service that does not answer; the time a breaker stays open. */
    private final Duration pause;

    public Failures(Duration pause) {
        this.pause = pause;
    }

    /** Whether the failure shows that the service behind is down or slow, so that its breaker counts it. */
    public static boolean blamesService(Throwable failure) {
        return chain(failure).stream().anyMatch(cause -> late(cause) || gone(cause));
    }

    /** A service, or all of them, can't be had just now. */
    public Problem unavailable() {
        return Problem.of(ProblemCode.UNAVAILABLE).retryAfter(pause);
    }

    public Problem problemOf(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (chain.stream().anyMatch(Failures::late)) {
            return Problem.of(ProblemCode.SERVICE_TIMEOUT).retryAfter(pause);
        }
        if (chain.stream().anyMatch(cause -> gone(cause) || shut(cause))) {
            return unavailable();
        }
        return chain.stream().map(Failures::ofCaller).filter(problem -> problem.code() != ProblemCode.INTERNAL)
                .findFirst().orElse(Problem.of(ProblemCode.INTERNAL));
    }

    private static Problem ofCaller(Throwable cause) {
        return switch (cause) {
            case ProblemException known -> known.problem();
            case DataBufferLimitException _ -> Problem.of(ProblemCode.BODY_TOO_LARGE, 256 * 1024);
            case MethodNotAllowedException wrong -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED)
                    .with("Allow", wrong.getSupportedMethods().stream().map(HttpMethod::name).sorted()
                            .collect(Collectors.joining(", ")));
            case ResponseStatusException status -> Problem.of(ProblemCode.ofStatus(status.getStatusCode().value()));
            default -> Problem.of(ProblemCode.INTERNAL);
        };
    }

    /** A connect timeout is a {@link ConnectException} and so not late but gone. */
    private static boolean late(Throwable cause) {
        return cause instanceof ReadTimeoutException || cause instanceof TimeoutException
                || cause instanceof ResponseStatusException status
                        && HttpStatus.GATEWAY_TIMEOUT.isSameCodeAs(status.getStatusCode());
    }

    /** Refused, unreachable, unknown, or a connection that broke before the answer. */
    private static boolean gone(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException || cause instanceof IOException;
    }

    private static boolean shut(Throwable cause) {
        return cause instanceof CallNotPermittedException || cause instanceof BulkheadFullException
                || cause instanceof AuthenticationServiceException || cause instanceof JwtDecoderInitializationException;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
