package cn.jinlin.supervision.district;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.events.EventReader;

/** Reads the topic of registration-service; a batch is forgotten only once the views hold it and the watch knows. */
@Component
class RegistrationListener {
    private final EventReader reader;
    private final DistrictDesk desk;

    RegistrationListener(EventReader reader, DistrictDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "district-registrations", idIsGroup = false, topics = RegistrationEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        desk.registrations(reader.read(batch, RegistrationEvent.class));
    }
}
