package cn.jinlin.gateway.pace;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose client reads its answer slower than it must: what waited for it at one look has not gone by the
 * next, and less than the least has. An answer that its service sends slowly is nobody's fault here. One timer a
 * connection, and only while something waits.
 */
final class AnswerPace extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerPace.class);

    private final PaceSettings settings;
    private long queued;
    private long done;
    private long queuedAtLook;
    private long goneAtLook;
    private @Nullable Future<?> look;

    AnswerPace(PaceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            var _ = context.write(message, promise);
            return;
        }
        int size = bytes.readableBytes();
        queued += size;
        var _ = context.write(message, promise.unvoid().addListener(written -> done += size));
        if (look == null) {
            lookLater(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (look != null) {
            look.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void lookLater(ChannelHandlerContext context) {
        queuedAtLook = queued;
        goneAtLook = gone(context);
        look = context.executor().schedule(() -> look(context), settings.stall().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        long gone = gone(context);
        long least = settings.least().toBytes() * Math.max(1, settings.stall().toSeconds());
        if (gone < queuedAtLook && gone - goneAtLook < least) {
            LOG.info("A client that does not read its answer is cut off");
            var _ = context.close();
        } else if (gone < queued) {
            lookLater(context);
        } else {
            look = null;
        }
    }

    private long gone(ChannelHandlerContext context) {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return done + (waiting == null ? 0 : waiting.currentProgress());
    }
}
