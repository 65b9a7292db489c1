package cn.jinlin.gateway.problem;

import java.util.Locale;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes a problem as the answer to a request, in the language of its caller. */
@Component
public final class ProblemAnswers {

    public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders asked = exchange.getRequest().getHeaders();
        Locale language = Language.of(asked.getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        byte[] body = ProblemText.body(problem, language, TraceFilter.traceId(exchange),
                exchange.getRequest().getURI().getRawPath());
        response.setStatusCode(HttpStatusCode.valueOf(problem.code().status()));
        HttpHeaders headers = response.getHeaders();
        headers.headerNames().stream().filter(ProblemAnswers::isOfAnotherAnswer).toList().forEach(headers::remove);
        headers.set(HttpHeaders.CONTENT_TYPE, ProblemText.MEDIA_TYPE);
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag());
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.setContentLength(body.length);
        problem.headers().forEach(headers::set);
        return response.writeWith(Mono.fromSupplier(() -> wrap(response, body)));
    }

    /** All but what tells a browser whether its page may read the answer. */
    private static boolean isOfAnotherAnswer(String header) {
        return !header.regionMatches(true, 0, "Access-Control-", 0, 15) && !header.equalsIgnoreCase(HttpHeaders.VARY);
    }

    private static DataBuffer wrap(ServerHttpResponse response, byte[] body) {
        return response.bufferFactory().wrap(body);
    }
}
