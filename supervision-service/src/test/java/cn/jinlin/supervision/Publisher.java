package cn.jinlin.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Wire;
import cn.jinlin.supervision.district.RandomDistrict.Told;

import static org.awaitility.Awaitility.await;

/** Publishes as the other services would, and knows when this service has taken it all. */
@TestComponent
public class Publisher {
    private static final String GROUP = "supervision-service";

    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaAdmin admin;

    Publisher(KafkaTemplate<String, byte[]> kafka, KafkaAdmin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    /** Sends the events in this order and returns once the service has taken them all. */
    public void publish(List<Told> events) {
        List<CompletableFuture<?>> sent = events.stream().<CompletableFuture<?>>map(this::send).toList();
        sent.forEach(CompletableFuture::join);
        awaitTaken();
    }

    public void publish(long version, Event event) {
        publish(List.of(new Told(UUID.randomUUID().toString(), version, event)));
    }

    private CompletableFuture<?> send(Told told) {
        Event event = told.event();
        return kafka.send(Wire.write(topic(event), "/jinlin/test", event.aggregateId(), told.id(), EventTypes.nameOf(event),
                told.version(), Instant.now(), StateJson.mapper().writeValueAsString(event)));
    }

    private void awaitTaken() {
        try (Admin client = Admin.create(new HashMap<>(admin.getConfigurationProperties()))) {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> behind(client).isEmpty());
        }
    }

    private static Map<TopicPartition, Long> behind(Admin client) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> taken = client.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> asked = client
                .describeTopics(List.of(RegistrationEvent.TOPIC, RequestEvent.TOPIC, SupervisionEvent.TOPIC))
                .allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return client.listOffsets(asked).all().get().entrySet().stream().filter(end -> {
            OffsetAndMetadata offset = taken.get(end.getKey());
            return end.getValue().offset() > (offset == null ? 0 : offset.offset());
        }).collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static String topic(Event event) {
        return switch (event) {
            case RegistrationEvent _ -> RegistrationEvent.TOPIC;
            case RequestEvent _ -> RequestEvent.TOPIC;
            case SupervisionEvent _ -> SupervisionEvent.TOPIC;
            default -> throw new IllegalArgumentException(event.toString());
        };
    }
}
