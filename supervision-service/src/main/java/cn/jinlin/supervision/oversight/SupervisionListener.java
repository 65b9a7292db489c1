package cn.jinlin.supervision.oversight;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.events.EventReader;

/** Reads this service's own topic. */
@Component
class SupervisionListener {
    private final EventReader reader;
    private final OversightDesk desk;

    SupervisionListener(EventReader reader, OversightDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "oversight-supervision", idIsGroup = false, topics = SupervisionEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        desk.take(reader.read(batch, SupervisionEvent.class));
    }
}
