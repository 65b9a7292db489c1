package cn.jinlin.gateway.route;

import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceFilterTest {
    private static final List<URI> BOTH = List.of(URI.create("http://a:1"), URI.create("http://b:2"));

    private final InstanceFilter filter = new InstanceFilter(
            new Instances(new Services(Map.of("request", new Services.Service(BOTH, List.of())),
                    new Services.Bounds(Duration.ZERO, 1, 1, 1, 1, 1, Duration.ZERO, 1)), Clock.systemUTC()));
    private final List<String> sent = new ArrayList<>();

    /** Sends a request to instances which all fail like this, and gives what came out. */
    private Throwable send(String method, Throwable failure) {
        MockServerWebExchange exchange = MockServerWebExchange
                .from(MockServerHttpRequest.method(HttpMethod.valueOf(method), URI.create("http://door/orders/a%20b?q=%5B")));
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                Route.async().id("request").uri(BOTH.getFirst()).predicate(any -> true).build());
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                URI.create("http://a:1/orders/a%20b?q=%5B"));
        return filter.filter(exchange, there -> {
            sent.add(there.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR).toString());
            return Mono.error(failure);
        }).materialize().block().getThrowable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aReadThatWasRefusedGoesOnceMoreToTheNext(String method) {
        ConnectException refused = new ConnectException("refused");

        assertThat(send(method, refused)).isSameAs(refused);
        assertThat(sent).containsExactly("http://a:1/orders/a%20b?q=%5B", "http://b:2/orders/a%20b?q=%5B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aWriteNeverGoesTwice(String method) {
        send(method, new ConnectException("refused"));

        assertThat(sent).hasSize(1);
    }

    @Test
    void nothingGoesTwiceThatMayHaveArrived() {
        send("GET", ReadTimeoutException.INSTANCE);
        send("GET", new ConnectTimeoutException("late"));
        send("GET", new java.io.IOException("broke"));

        assertThat(sent).hasSize(3);
    }
}
