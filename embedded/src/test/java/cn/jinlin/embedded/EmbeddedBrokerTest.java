package cn.jinlin.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void keepsRecordsAndOffsetsOverAStopAndOverAKill() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("jinlin.request.v1", 12, (short) 1))).all().get();
            }
            send(broker.bootstrapServers(), 0, 100);
            assertThat(receive(broker.bootstrapServers(), 60)).hasSizeGreaterThanOrEqualTo(60);
        }
        try (Child child = Child.start(BrokerChild.class, folder.toString())) {
            String bootstrap = child.readLine();
            send(bootstrap, 100, 200);
            child.kill();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(receive(broker.bootstrapServers(), 100)).contains("199").doesNotContain("0");
        }
    }

    @Test
    void refusesATakenPortAndAFolderInUseInOneLine() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            assertThatThrownBy(() -> EmbeddedBroker.start(folder.resolve("other"), port)).isInstanceOf(StartRefusal.class)
                    .hasMessage("Port " + port + " for the broker is taken");
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0)).isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("is in use by another process");
        }
    }

    private static void send(String bootstrap, int from, int to) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>("jinlin.request.v1", "key" + i, String.valueOf(i))).get();
            }
        }
    }

    /** At least so many records behind the committed offsets, which are then committed. */
    private static List<String> receive(String bootstrap, int least) {
        List<String> values = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "group.id", "views", "auto.offset.reset",
                "earliest",
                "enable.auto.commit", false, "group.protocol", "classic");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("jinlin.request.v1"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < least && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    /** A broker in a JVM of its own, to be killed. */
    static final class BrokerChild {
        private BrokerChild() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
            System.out.println(broker.bootstrapServers());
            Thread.currentThread().join();
        }
    }
}
