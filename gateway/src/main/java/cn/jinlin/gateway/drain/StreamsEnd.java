package cn.jinlin.gateway.drain;

import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends live streams between two events when the gateway drains; their clients come again, elsewhere, with the last id. */
@Component
final class StreamsEnd implements GlobalFilter, Ordered {

    private final Drain drain;

    StreamsEnd(Drain drain) {
        this.drain = drain;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange.mutate().response(new Ending(exchange.getResponse())).build());
    }

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    private final class Ending extends ServerHttpResponseDecorator {

        Ending(ServerHttpResponse answer) {
            super(answer);
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            MediaType type = getHeaders().getContentType();
            return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(type)
                    ? super.writeAndFlushWith(Flux.from(body).takeUntilOther(drain.begin()))
                    : super.writeAndFlushWith(body);
        }
    }
}
