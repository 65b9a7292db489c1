package cn.jinlin.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks services what a caller may know, in the caller's name and within the bounds that hold for any request of his. */
@Component
public final class Inquiries {
    private static final List<String> PASSED_ON = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE,
            "traceparent");

    private final Map<String, Services.Service> services;
    private final Guards guards;
    private final HttpClient client;

    Inquiries(Services settings, Guards guards, Backends backends) {
        this.services = settings.services();
        this.guards = guards;
        this.client = backends.customize(HttpClient.create());
    }

    /** What a service answered, whatever it was. */
    public record Reply(int status, byte[] body) {}

    /**
     * @param path of the service, with its query
     * @param asked the caller's headers
     */
    public Mono<Reply> get(String service, String path, HttpHeaders asked) {
        String url = Objects.requireNonNull(services.get(service)).url().resolve(path).toString();
        return client.headers(headers -> PASSED_ON.forEach(name -> headers.set(name, asked.getOrEmpty(name)))).get().uri(url)
                .responseSingle((answer, body) -> body.asByteArray().defaultIfEmpty(new byte[0])
                        .map(bytes -> new Reply(answer.status().code(), bytes)))
                .transformDeferred(CircuitBreakerOperator.of(guards.breaker(service)))
                .transformDeferred(BulkheadOperator.of(guards.requests(service)));
    }
}
