package cn.jinlin.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection. Its commands are answered in the order in which they came, each on a worker's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the connection, and nobody waits for it
final class StoreClient extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger log = LoggerFactory.getLogger(StoreClient.class);

    private final MongoBackend backend;
    private final ChannelGroup clients;
    private final Executor workers;
    private final AtomicInteger answers = new AtomicInteger();
    private final Deque<ClientRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    StoreClient(MongoBackend backend, ChannelGroup clients, Executor workers) {
        this.backend = backend;
        this.clients = clients;
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        clients.add(context.channel());
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        backend.handleClose(context.channel());
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        synchronized (waiting) {
            waiting.add(request);
            if (busy) {
                return;
            }
            busy = true;
        }
        try {
            workers.execute(() -> work(context));
        } catch (RejectedExecutionException closing) {
            context.close();
        }
    }

    private void work(ChannelHandlerContext context) {
        while (true) {
            ClientRequest request;
            synchronized (waiting) {
                request = waiting.poll();
                if (request == null) {
                    busy = false;
                    return;
                }
            }
            answer(context, request);
        }
    }

    private void answer(ChannelHandlerContext context, ClientRequest request) {
        MessageHeader header = new MessageHeader(answers.incrementAndGet(), request.getHeader().getRequestID());
        switch (request) {
            case MongoMessage message -> {
                Document answer = run(message.getDatabaseName(), message.getDocument(), message);
                context.writeAndFlush(new MongoMessage(context.channel(), header, answer), context.voidPromise());
            }
            case MongoQuery query when query.getCollectionName().equals("$cmd") -> {
                Document answer = run(query.getDatabaseName(), query.getQuery(), query);
                context.writeAndFlush(new MongoReply(header, List.of(answer), 0), context.voidPromise());
            }
            default -> context.close();
        }
    }

    private Document run(String database, Document command, ClientRequest request) {
        String name = command.keySet().iterator().next();
        try {
            return backend.handleCommand(request.getChannel(), database, name, command);
        } catch (MongoServerException e) {
            log.debug("{} was refused", name, e);
            return refusal(e);
        } catch (RuntimeException e) {
            log.error("{} failed", name, e);
            return new Document("ok", 0.0).append("code", 1).append("codeName", "InternalError").append("errmsg",
                    "Internal error");
        }
    }

    private static Document refusal(MongoServerException refusal) {
        Document answer = new Document("ok", 0.0).append("errmsg", refusal.getMessageWithoutErrorCode());
        if (refusal instanceof MongoServerError error) {
            answer.append("code", error.getCode()).putIfNotNull("codeName", error.getCodeName());
        }
        return answer;
    }

    /** A message that cannot be read, or a connection that broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("A client's connection ends", cause);
        context.close();
    }
}
