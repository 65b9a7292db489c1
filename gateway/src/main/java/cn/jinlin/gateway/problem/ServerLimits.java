package cn.jinlin.gateway.problem;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds how long a caller may stall in the middle of a body, and lets the server speak in problems. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private final Duration stall;

    ServerLimits(@Value("${jinlin.body.stall}") Duration stall) {
        this.stall = stall;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(stall).doOnChannelInit((observer, channel, address) -> channel.pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "jinlin.bareAnswers", new BareAnswers()));
    }
}
