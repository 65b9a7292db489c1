package cn.jinlin.gateway.access;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.pace.PaceSettings;
import cn.jinlin.gateway.problem.Failures;
import cn.jinlin.gateway.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

class BodyLimitTest {
    private final BodyLimit limit = new BodyLimit(
            new BodySettings(DataSize.ofBytes(10), DataSize.ofBytes(20), DataSize.ofBytes(15)),
            new PaceSettings(Duration.ofSeconds(1), Duration.ofMillis(50), DataSize.ofBytes(1)));

    private Throwable fault(Flux<DataBuffer> body) {
        AtomicReference<ServerWebExchange> passed = new AtomicReference<>();
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/api/v1/orders").contentType(MediaType.APPLICATION_JSON).contentLength(5).body(body));
        limit.filter(exchange, on -> {
            passed.set(on);
            return Mono.empty();
        }).block();
        return passed.get().getRequest().getBody().then().materialize().block().getThrowable();
    }

    @Test
    void anUploadThatBreaksOffIsNeverTheServicesFault() {
        Throwable broken = fault(Flux.error(new IOException("Connection reset by peer")));

        assertThat(Failures.blamesService(broken)).isFalse();
        assertThat(new Failures(Duration.ofSeconds(1)).problemOf(broken).code()).isEqualTo(ProblemCode.REQUEST_TIMEOUT);
    }

    @Test
    void norIsOneThatStops() {
        Throwable stopped = fault(Flux.never());

        assertThat(Failures.blamesService(stopped)).isFalse();
        assertThat(new Failures(Duration.ofSeconds(1)).problemOf(stopped).headers()).containsEntry("Connection", "close");
    }
}
