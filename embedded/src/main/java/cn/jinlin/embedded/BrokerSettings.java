package cn.jinlin.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that is alone: small, quick to start again after a crash, and keeping everything. */
final class BrokerSettings {
    private static final String ALONE = """
            process.roles=broker,controller
            node.id=1
            inter.broker.listener.name=PLAINTEXT
            auto.create.topics.enable=false
            controlled.shutdown.enable=true
            broker.session.timeout.ms=2000
            broker.heartbeat.interval.ms=200
            initial.broker.registration.timeout.ms=30000
            group.initial.rebalance.delay.ms=0
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=2
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            """;
    private static final String FOR_EVER = """
            log.retention.ms=-1
            log.retention.bytes=-1
            offsets.retention.minutes=2147483647
            """;
    private static final String SMALL = """
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            num.recovery.threads.per.data.dir=2
            group.coordinator.threads=1
            share.coordinator.threads=1
            log.segment.bytes=134217728
            log.index.size.max.bytes=1048576
            log.cleaner.dedupe.buffer.size=4194304
            log.cleaner.io.buffer.size=131072
            offsets.load.buffer.size=262144
            """;

    private BrokerSettings() {}

    static Properties of(Path logs, int port, int controllerPort, String controller) {
        Properties settings = new Properties();
        (ALONE + FOR_EVER + SMALL).lines().map(line -> line.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        settings.put("log.dirs", logs.toString());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + "," + controller + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + controller + ":PLAINTEXT");
        settings.put("controller.listener.names", controller);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        return settings;
    }
}
