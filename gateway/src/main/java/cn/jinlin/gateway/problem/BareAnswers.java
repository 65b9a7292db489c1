package cn.jinlin.gateway.problem;

import java.util.Locale;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Gives a body to the refusals that the HTTP server makes below the application: a line or headers too long, what
 * cannot be decoded, a path that is no URI. Such an answer is known by its empty body and the missing trace id.
 */
final class BareAnswers extends ChannelDuplexHandler {

    private @Nullable HttpHeaders asked;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            asked = request.headers();
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message instanceof FullHttpResponse answer && bare(answer) ? spoken(answer) : message,
                promise);
    }

    private static boolean bare(FullHttpResponse answer) {
        return answer.status().code() >= 400 && !answer.content().isReadable()
                && !answer.headers().contains(TraceFilter.TRACE_ID);
    }

    private FullHttpResponse spoken(FullHttpResponse bare) {
        TraceParent trace = TraceParent.of(header(TraceParent.HEADER));
        Locale language = Language.of(header(HttpHeaderNames.ACCEPT_LANGUAGE));
        Problem problem = Problem.of(ProblemCode.ofStatus(bare.status().code()));
        byte[] body = ProblemText.body(problem, language, trace.traceId(), null);
        FullHttpResponse spoken = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(),
                Unpooled.wrappedBuffer(body));
        spoken.headers().add(bare.headers()).set(HttpHeaderNames.CONTENT_TYPE, ProblemText.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LANGUAGE, language.toLanguageTag())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(TraceFilter.TRACE_ID, trace.traceId());
        SafeHeaders.ALWAYS.forEach(spoken.headers()::set);
        SafeHeaders.OF_ANSWERS.forEach(spoken.headers()::set);
        spoken.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        bare.release();
        return spoken;
    }

    private @Nullable String header(CharSequence name) {
        return asked == null ? null : asked.get(name);
    }
}
