package cn.jinlin.request.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import cn.jinlin.kit.test.TestTokens;

/** The processes of a run: store, broker, and instances of the service whose clocks differ. All of them end with it. */
final class Site implements AutoCloseable {
    /** How far the instances' clocks are off, in milliseconds. */
    static final List<Long> CLOCKS = List.of(0L, 3_000L, -3_000L);
    static final Duration SKEW = Duration.ofMillis(6_000);

    private final Path folder;
    private final Engine store;
    private final Engine broker;
    private final int storePort;
    private final int brokerPort;
    private final List<Instance> instances = new ArrayList<>();
    private final Thread lastResort = new Thread(this::endAll, "chaos-end");

    /** @param logs where each process writes its log */
    Site(Launch launch, Breakage breakage, Path logs) throws IOException {
        folder = Files.createTempDirectory("jinlin-chaos-");
        List<Integer> ports = freePorts(CLOCKS.size() + 2);
        storePort = ports.get(0);
        brokerPort = ports.get(1);
        Runtime.getRuntime().addShutdownHook(lastResort);
        store = new Engine("store", launch.engine(StoreMain.class, folder.resolve("store"), storePort),
                logs.resolve("store.log"));
        broker = new Engine("broker", launch.engine(BrokerMain.class, folder.resolve("broker"), brokerPort),
                logs.resolve("broker.log"));
        store.awaitReady();
        broker.awaitReady();
        Map<String, String> environment = environment();
        launch.train(environment, arguments(Breakage.NONE, 0), logs.resolve("training.log"));
        for (int i = 0; i < CLOCKS.size(); i++) {
            int port = ports.get(i + 2);
            instances.add(new Instance(port, CLOCKS.get(i), environment, launch.instance(arguments(breakage, port)),
                    store::awaitThere, logs.resolve("instance-" + i + ".log")));
        }
        if (!instances.stream().map(Instance::awaitReady).reduce(true, Boolean::logicalAnd)) {
            throw new IllegalStateException("an instance does not start, see " + logs);
        }
    }

    private static List<String> arguments(Breakage breakage, int port) {
        return List.of(breakage.name(), "--server.port=" + port, "--springdoc.api-docs.enabled=false");
    }

    private Map<String, String> environment() throws IOException {
        Path key = folder.resolve("dev-token.pub.pem");
        Files.writeString(key, "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(TestTokens.publicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
        return Map.of("SPRING_PROFILES_ACTIVE", "embedded,dev-tokens", "JINLIN_DEV_PUBLIC_KEY", key.toString(),
                "JINLIN_MONGODB_URI", mongoUri(), "JINLIN_KAFKA_BOOTSTRAP", bootstrapServers());
    }

    private static List<Integer> freePorts(int number) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    String mongoUri() {
        return "mongodb://127.0.0.1:" + storePort;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    Engine store() {
        return store;
    }

    Engine broker() {
        return broker;
    }

    List<Instance> instances() {
        return instances;
    }

    /** Starts of instances so far. */
    int lives() {
        return instances.stream().mapToInt(Instance::lives).sum();
    }

    private void endAll() {
        instances.forEach(Instance::end);
        if (broker != null) {
            broker.end();
        }
        if (store != null) {
            store.end();
        }
    }

    @Override
    public void close() throws IOException {
        endAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    int[] ports() {
        return IntStream.range(0, instances.size()).map(i -> instances.get(i).port()).toArray();
    }
}
