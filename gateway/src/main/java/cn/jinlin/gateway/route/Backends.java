package cn.jinlin.gateway.route;

import java.time.Duration;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * How services are called. The response timeout runs from the end of the request, so that a slow upload is nobody's
 * fault, and between the reads of the answer; it ends where the answer is a stream of events. No request is sent twice
 * once a connection stands: a service may have done what it could not answer. Several instances behind one name share the new connections, and one
 * that is added or gone is noticed within {@link #ADDRESSES_KNOWN_FOR}.
 */
@Component
final class Backends implements HttpClientCustomizer {

    private static final Duration ADDRESSES_KNOWN_FOR = Duration.ofSeconds(5);

    private final Duration responseTimeout;

    Backends(Services settings) {
        this.responseTimeout = settings.bounds().responseTimeout();
    }

    @Override
    public HttpClient customize(HttpClient client) {
        return client.responseTimeout(responseTimeout).disableRetry(true)
                .resolver(names -> names.roundRobinSelection(true).cacheMaxTimeToLive(ADDRESSES_KNOWN_FOR))
                .doOnResponse(Backends::letStream);
    }

    private static void letStream(HttpClientResponse answer, Connection connection) {
        String type = answer.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            connection.removeHandler(NettyPipeline.ResponseTimeoutHandler);
        }
    }
}
