package cn.jinlin.gateway.problem;

import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request a trace, the caller's or a new one, and marks every answer with its id and with what keeps
 * browsers safe ({@link SafeHeaders}). An answer without the mark did not pass here and is one of the server below ({@link BareAnswers}).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TraceFilter implements WebFilter {

    static final String TRACE_ID = "X-Trace-Id";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> given = exchange.getRequest().getHeaders().getOrEmpty(TraceParent.HEADER);
        TraceParent trace = TraceParent.of(given.size() == 1 ? given.getFirst() : null);
        exchange.getAttributes().put(TRACE_ID, trace.traceId());
        boolean secure = "https".equals(exchange.getRequest().getHeaders().getFirst("X-Forwarded-Proto"));
        exchange.getResponse().beforeCommit(() -> mark(exchange.getResponse().getHeaders(), trace, secure));
        return chain.filter(given.equals(List.of(trace.value())) ? exchange : carrying(exchange, trace));
    }

    /** The trace id of a request that passed here; a new one for any other. */
    public static String traceId(ServerWebExchange exchange) {
        return exchange.getAttribute(TRACE_ID) instanceof String known ? known : TraceParent.of(null).traceId();
    }

    private static Mono<Void> mark(HttpHeaders answer, TraceParent trace, boolean secure) {
        answer.set(TRACE_ID, trace.traceId());
        SafeHeaders.add(answer, secure);
        return Mono.empty();
    }

    /** A state without its parent means nothing (Trace Context, section 3.3). */
    private static ServerWebExchange carrying(ServerWebExchange exchange, TraceParent trace) {
        return exchange.mutate().request(request -> request.header(TraceParent.HEADER, trace.value())
                .headers(headers -> headers.remove("tracestate"))).build();
    }
}
