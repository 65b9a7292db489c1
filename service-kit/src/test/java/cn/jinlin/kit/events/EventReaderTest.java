package cn.jinlin.kit.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.kit.StateJson;

import static org.assertj.core.api.Assertions.assertThat;

class EventReaderTest {
    private static final Instant AT = Instant.parse("2026-05-16T08:30:00Z");
    private static final ClaimPromoted PROMOTED = new ClaimPromoted("order-1", "350211102006", "member-1", AT);

    private final List<ProducerRecord<String, byte[]>> buried = new ArrayList<>();
    private final EventReader reader = new EventReader(new KafkaTemplate<>(
            new DefaultKafkaProducerFactory<>(java.util.Map.of(), new StringSerializer(), new ByteArraySerializer())) {
        @Override
        public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> letter) {
            buried.add(letter);
            return CompletableFuture.completedFuture(null);
        }
    });

    private static ConsumerRecord<String, byte[]> record(String type, String payload) {
        ProducerRecord<String, byte[]> out = Wire.write("jinlin.request.v1", "/jinlin/request-service", "order-1", "event-1",
                type, 7, AT,
                payload);
        return received(out);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> out) {
        return new ConsumerRecord<>(out.topic(), 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, out.key(), out.value(),
                new RecordHeaders(out.headers().toArray()), java.util.Optional.empty());
    }

    private static String json(Object event) {
        return StateJson.mapper().writeValueAsString(event);
    }

    @Test
    void readsWhatTheRelayWrites() {
        assertThat(reader.read(List.of(record("order.promoted.v1", json(PROMOTED))), RequestEvent.class))
                .containsExactly(new Received<>("event-1", 7, AT, PROMOTED));
        assertThat(buried).isEmpty();
    }

    @Test
    void passesOverAnEventThatANewerPublisherSends() {
        assertThat(reader.read(List.of(record("order.renamed.v9", "{}")), RequestEvent.class)).isEmpty();
        assertThat(buried).isEmpty();
    }

    @Test
    void readsAnEventWithFieldsThatANewerPublisherAdded() {
        String more = json(PROMOTED).replaceFirst("\\{", "{\"extra\":{\"a\":1},");
        assertThat(reader.read(List.of(record("order.promoted.v1", more)), RequestEvent.class)).hasSize(1);
    }

    @Test
    void buriesWhatCannotBeReadWithItsCauseAndReadsTheRest() {
        ConsumerRecord<String, byte[]> good = record("order.promoted.v1", json(PROMOTED));
        ConsumerRecord<String, byte[]> noHeaders = new ConsumerRecord<>("jinlin.request.v1", 3, 43, "order-1", "hello".getBytes(
                StandardCharsets.UTF_8));
        ConsumerRecord<String, byte[]> broken = record("order.promoted.v1", "{\"orderId\":");
        ConsumerRecord<String, byte[]> wrongType = record("order.promoted.v1", "{\"orderId\":\"o\",\"at\":\"yesterday\"}");
        assertThat(reader.read(List.of(noHeaders, broken, good, wrongType), RequestEvent.class)).hasSize(1);
        assertThat(buried).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo("jinlin.request.v1.dlt");
            assertThat(letter.key()).isEqualTo("order-1");
            assertThat(letter.headers().lastHeader("jinlin-cause").value()).isNotEmpty();
            assertThat(new String(letter.headers().lastHeader("jinlin-origin").value(), StandardCharsets.UTF_8))
                    .startsWith("jinlin.request.v1-3@4");
        });
    }

    @Test
    void neverFailsOnGarbage() {
        Random random = new Random(20260516);
        String good = json(PROMOTED);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder garbled = new StringBuilder(good);
            for (int cut = 0; cut < 1 + random.nextInt(4); cut++) {
                garbled.setCharAt(random.nextInt(garbled.length()), (char) (32 + random.nextInt(95)));
            }
            reader.read(List.of(record("order.promoted.v1", garbled.toString())), RequestEvent.class);
        }
        assertThat(buried).isNotEmpty();
    }
}
