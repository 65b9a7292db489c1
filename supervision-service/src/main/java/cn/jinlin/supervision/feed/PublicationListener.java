package cn.jinlin.supervision.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import cn.jinlin.events.Event;
import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.events.Wire;

/**
 * Copies what is published to the platform's topic. A batch is forgotten only once the broker has every copy, so after a
 * crash some come twice, with the same id and version, and none is missing.
 */
@Component
class PublicationListener {
    private static final String GROUP = "supervision-service-publication";

    private final EventReader reader;
    private final KafkaTemplate<String, byte[]> kafka;

    PublicationListener(EventReader reader, KafkaTemplate<String, byte[]> kafka) {
        this.reader = reader;
        this.kafka = kafka;
    }

    @KafkaListener(id = "publication-registrations", groupId = GROUP, topics = RegistrationEvent.TOPIC)
    void onRegistrations(List<ConsumerRecord<String, byte[]>> batch) {
        copy(reader.read(batch, RegistrationEvent.class));
    }

    @KafkaListener(id = "publication-requests", groupId = GROUP, topics = RequestEvent.TOPIC)
    void onRequests(List<ConsumerRecord<String, byte[]>> batch) {
        copy(reader.read(batch, RequestEvent.class));
    }

    @KafkaListener(id = "publication-supervision", groupId = GROUP, topics = SupervisionEvent.TOPIC)
    void onSupervision(List<ConsumerRecord<String, byte[]>> batch) {
        copy(reader.read(batch, SupervisionEvent.class));
    }

    private <E extends Event> void copy(List<Received<E>> batch) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Received<E> in : batch) {
            Publication.of(in.event()).ifPresent(out -> sent.add(send(in, out)));
        }
        sent.forEach(CompletableFuture::join);
    }

    private CompletableFuture<?> send(Received<?> in, PlatformEvent out) {
        return kafka.send(Wire.write(PlatformEvent.TOPIC, FeedBodies.SOURCE, out.aggregateId(), in.id(), EventTypes.nameOf(out),
                in.version(), in.at(), StateJson.mapper().writeValueAsString(out)));
    }
}
