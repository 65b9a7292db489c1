package cn.jinlin.gateway.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.pace.PaceSettings;
import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemCode;
import cn.jinlin.gateway.problem.ProblemException;

/**
 * Refuses a body that is too large, at once where its length is announced, else at the first byte too many; and one that
 * comes too slowly.
 */
@Component
@Order(0)
final class BodyLimit implements WebFilter {

    private static final String IMPORTS = "/api/v1/members/imports";
    /** POST to the photos of something, or PUT of one of them. */
    private static final Pattern PHOTOS = Pattern.compile("/api/v1/[^/]+/[^/]+/photos(/[^/]+)?");

    private final BodySettings settings;
    private final PaceSettings pace;

    BodyLimit(BodySettings settings, PaceSettings pace) {
        this.settings = settings;
        this.pace = pace;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        if (headers.getContentLength() <= 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        long limit = limit(request);
        if (headers.getContentLength() > limit) {
            return Mono.error(tooLarge(limit));
        }
        return chain.filter(exchange.mutate().request(new Counted(request, limit, pace)).build());
    }

    private long limit(ServerHttpRequest request) {
        String path = request.getPath().value();
        if (path.equals(IMPORTS)) {
            return settings.largestImport().toBytes();
        }
        return (PHOTOS.matcher(path).matches() ? settings.largestPicture() : settings.largest()).toBytes();
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(Problem.of(ProblemCode.BODY_TOO_LARGE, limit));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.of(ProblemCode.REQUEST_TIMEOUT).with(HttpHeaders.CONNECTION, "close"));
    }

    /**
     * The request with a body that ends in an error once it exceeds the limit, or falls behind the pace. Whatever ends it
     * is the caller's doing, and never counts against the service that waits for it.
     */
    private static final class Counted extends ServerHttpRequestDecorator {

        private final long limit;
        private final PaceSettings pace;

        Counted(ServerHttpRequest request, long limit, PaceSettings pace) {
            super(request);
            this.limit = limit;
            this.pace = pace;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong seen = new AtomicLong();
            long begun = System.nanoTime();
            return super.getBody().timeout(pace.stall()).onErrorMap(broken -> tooSlow()).doOnNext(part -> {
                long bytes = seen.addAndGet(part.readableByteCount());
                if (bytes > limit) {
                    DataBufferUtils.release(part);
                    throw tooLarge(limit);
                }
                if (pace.tooSlow(bytes, Duration.ofNanos(System.nanoTime() - begun))) {
                    DataBufferUtils.release(part);
                    throw tooSlow();
                }
            });
        }
    }
}
