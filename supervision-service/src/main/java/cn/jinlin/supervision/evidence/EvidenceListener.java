package cn.jinlin.supervision.evidence;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.EventReader;

/** Reads both topics for the rules; a batch is forgotten only once the evidence is kept and its subjects are marked. */
@Component
class EvidenceListener {
    private static final String GROUP = "supervision-service-evidence";

    private final EventReader reader;
    private final EvidenceDesk desk;

    EvidenceListener(EventReader reader, EvidenceDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "evidence-registrations", groupId = GROUP, topics = RegistrationEvent.TOPIC)
    void onRegistrations(List<ConsumerRecord<String, byte[]>> batch) {
        desk.registrations(reader.read(batch, RegistrationEvent.class));
    }

    @KafkaListener(id = "evidence-requests", groupId = GROUP, topics = RequestEvent.TOPIC)
    void onRequests(List<ConsumerRecord<String, byte[]>> batch) {
        desk.requests(reader.read(batch, RequestEvent.class));
    }
}
