package cn.jinlin.gateway.route;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Takes out of a service's answer what names its software, and what the gateway says itself. */
final class NoBanner implements HttpHeadersFilter {

    @Override
    public HttpHeaders filter(HttpHeaders answer, ServerWebExchange exchange) {
        HttpHeaders kept = HttpHeaders.copyOf(answer);
        kept.remove(HttpHeaders.SERVER);
        kept.remove("X-Powered-By");
        return kept;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
