package cn.jinlin.gateway.pace;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time from the first byte of a request to the end of its headers; however often a further byte comes, the
 * connection then ends with 408. It hears of the bytes before the decoder and, through {@link #decoded}, of what they mean.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private final Duration within;
    private boolean inHead = true;
    private @Nullable Future<?> end;
    private @Nullable ChannelHandlerContext afterDecoder;

    HeadDeadline(Duration within) {
        this.within = within;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (inHead && end == null) {
            end = context.executor().schedule(this::late, within.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    private void forget() {
        if (end != null) {
            end.cancel(false);
        }
        end = null;
    }

    private void late() {
        if (afterDecoder != null) {
            FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT,
                    Unpooled.EMPTY_BUFFER);
            answer.headers().set(HttpHeaderNames.CONNECTION, "close");
            afterDecoder.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The other half, which stands behind the decoder. */
    ChannelInboundHandlerAdapter decoded() {
        return new ChannelInboundHandlerAdapter() {

            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                afterDecoder = context;
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object part) {
                if (part instanceof HttpRequest) {
                    inHead = false;
                    forget();
                }
                if (part instanceof LastHttpContent) {
                    inHead = true;
                }
                context.fireChannelRead(part);
            }
        };
    }
}
