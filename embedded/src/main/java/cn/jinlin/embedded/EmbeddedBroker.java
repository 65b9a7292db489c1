package cn.jinlin.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this JVM: one node, broker and controller at once, on 127.0.0.1, its data kept on disk. Records and
 * committed offsets stay for ever; topics are made by whoever owns them, never by being asked for.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";

    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(FolderLock lock, Path logs, int port) throws Exception {
        this.lock = lock;
        this.port = port;
        Properties settings = BrokerSettings.of(logs, port, Ports.free(), CONTROLLER);
        format(logs);
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
    }

    /**
     * @param port 0 for a free one
     * @throws StartRefusal when the port is taken or the folder is in use
     */
    public static EmbeddedBroker start(Path folder, int port) {
        int chosen = port == 0 ? Ports.free() : Ports.refuseTaken(port, "broker");
        FolderLock lock = FolderLock.take(folder);
        try {
            return new EmbeddedBroker(lock, Files.createDirectories(folder.resolve("logs")), chosen);
        } catch (Exception e) {
            lock.close();
            throw new StartRefusal("The broker in " + folder + " does not start: " + e.getMessage(), e);
        }
    }

    private static void format(Path logs) throws Exception {
        Path formatted = logs.resolve("meta.properties");
        if (Files.exists(formatted)) {
            return;
        }
        new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString()).setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(CONTROLLER).setHasDynamicQuorum(false).addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString()).setIgnoreFormatted(true).run();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }
}
