package cn.jinlin.embedded;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

/** The listening side on 127.0.0.1: messages are read by one thread and worked on by others, so a long query holds nobody up. */
final class StoreDoor implements AutoCloseable {
    private static final int WORKERS = 48;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("store-io", true),
            NioIoHandler.newFactory());
    private final ChannelGroup clients = new DefaultChannelGroup("store-clients", GlobalEventExecutor.INSTANCE);
    private final ExecutorService workers = workers();
    private final MongoBackend backend;
    private final Channel listening;

    /** @throws StartRefusal when the port is taken */
    StoreDoor(MongoBackend backend, int port) {
        this.backend = backend;
        try {
            listening = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (RuntimeException e) {
            closeWorkers();
            throw e;
        } catch (Exception e) {
            closeWorkers();
            throw e instanceof BindException
                    ? new StartRefusal("Port " + port + " for the store is taken", e)
                    : new IllegalStateException(e);
        }
    }

    private static ExecutorService workers() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("store-worker", true));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private Channel listen(InetSocketAddress address) throws Exception {
        return new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class).option(ChannelOption.SO_BACKLOG, 256)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        client.pipeline().addLast(new MongoWireReplyEncoder(), new MongoWireMessageEncoder(),
                                new MongoWireProtocolHandler(), new StoreClient(backend, clients, workers));
                    }
                }).bind(address).sync().channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** No new clients first, then the commands under way end, then the connections. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        closeWorkers();
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    private void closeWorkers() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
