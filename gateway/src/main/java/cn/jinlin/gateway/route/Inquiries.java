package cn.jinlin.gateway.route;

import java.net.URI;
import java.util.List;

import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;

/** Asks services what a caller may know, in the caller's name and within the bounds that hold for any request of his. */
@Component
public final class Inquiries {
    private static final List<String> PASSED_ON = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE,
            "traceparent");

    private final Instances instances;
    private final Guards guards;
    private final HttpClient client;

    Inquiries(Instances instances, Guards guards, Backends backends) {
        this.instances = instances;
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
        return Mono.defer(() -> ask(instances.next(service), path, asked))
                .retryWhen(Retry.max(1).filter(InstanceFilter::refused)
                        .onRetryExhaustedThrow((retry, again) -> again.failure()))
                .transformDeferred(CircuitBreakerOperator.of(guards.breaker(service)))
                .transformDeferred(BulkheadOperator.of(guards.requests(service)));
    }

    private Mono<Reply> ask(URI instance, String path, HttpHeaders asked) {
        return client.headers(headers -> PASSED_ON.forEach(name -> headers.set(name, asked.getOrEmpty(name)))).get()
                .uri(instance.resolve(path).toString())
                .responseSingle((answer, body) -> body.asByteArray().defaultIfEmpty(new byte[0])
                        .map(bytes -> new Reply(answer.status().code(), bytes)))
                .doOnError(InstanceFilter::refused, failure -> instances.refused(instance));
    }
}
