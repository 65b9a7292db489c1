package cn.jinlin.gateway.access;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Which web pages may call the API from another origin (CORS): those on the list, with a token and never with cookies. A
 * page that is not on it gets its answer without the fields that would let its browser show it.
 */
final class Origins extends DefaultCorsProcessor {

    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> ASKED = List.of("Accept", "Accept-Language", "Authorization", "Content-Type",
            "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "traceparent", "tracestate");
    private static final List<String> SHOWN = List.of("Content-Disposition", "ETag", "Link", "Location", "RateLimit-Limit",
            "RateLimit-Policy", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", "WWW-Authenticate", "X-Trace-Id");

    private Origins() {}

    static WebFilter filter(OriginSettings settings) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(settings.origins());
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(ASKED);
        allowed.setExposedHeaders(SHOWN);
        allowed.setMaxAge(PREFLIGHT_KEPT);
        return new CorsWebFilter(exchange -> allowed, new Origins());
    }

    @Override
    public boolean process(@Nullable CorsConfiguration allowed, ServerWebExchange exchange) {
        String origin = exchange.getRequest().getHeaders().getOrigin();
        if (origin == null || allowed == null || allowed.checkOrigin(origin) != null) {
            return super.process(allowed, exchange);
        }
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        return true;
    }

    /** Without a word of permission the browser refuses by itself. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {}
}
