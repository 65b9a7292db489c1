package cn.jinlin.gateway.pace;

import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts the bounds of slow clients into every connection, behind what gives bare answers a body. */
@Component
@Order(SlowClients.LAST)
final class SlowClients implements NettyServerCustomizer {

    static final int LAST = 100;

    private final PaceSettings settings;

    SlowClients(PaceSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> bound(channel.pipeline()));
    }

    private void bound(ChannelPipeline pipeline) {
        HeadDeadline head = new HeadDeadline(settings.head());
        pipeline.addFirst("jinlin.headDeadline", head).addFirst("jinlin.answerPace", new AnswerPace(settings));
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "jinlin.headDecoded", head.decoded());
    }
}
