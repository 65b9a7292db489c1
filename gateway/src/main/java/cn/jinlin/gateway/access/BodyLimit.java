package cn.jinlin.gateway.access;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemCode;
import cn.jinlin.gateway.problem.ProblemException;

/** Refuses a body that is too large: at once where its length is announced, else at the first byte too many. */
@Component
@Order(0)
final class BodyLimit implements WebFilter {

    private static final String IMPORTS = "/api/v1/members/imports";
    private static final String PHOTOS = "/photos";

    private final BodySettings settings;

    BodyLimit(BodySettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long limit = limit(request);
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(tooLarge(limit));
        }
        return chain.filter(exchange.mutate().request(new Counted(request, limit)).build());
    }

    private long limit(ServerHttpRequest request) {
        String path = request.getPath().value();
        if (path.equals(IMPORTS)) {
            return settings.largestImport().toBytes();
        }
        return (path.endsWith(PHOTOS) ? settings.largestPicture() : settings.largest()).toBytes();
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(Problem.of(ProblemCode.BODY_TOO_LARGE, limit));
    }

    /** The request with a body that ends in an error once it exceeds the limit. */
    private static final class Counted extends ServerHttpRequestDecorator {

        private final long limit;

        Counted(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong seen = new AtomicLong();
            return super.getBody().map(part -> {
                if (seen.addAndGet(part.readableByteCount()) > limit) {
                    DataBufferUtils.release(part);
                    throw tooLarge(limit);
                }
                return part;
            });
        }
    }
}
