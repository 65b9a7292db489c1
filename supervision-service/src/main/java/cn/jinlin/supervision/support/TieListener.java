package cn.jinlin.supervision.support;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.kit.events.EventReader;

/** Hears what registration-service made of the units' consents. */
@Component
class TieListener {
    private final EventReader reader;
    private final ConsentDesk desk;

    TieListener(EventReader reader, ConsentDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "supervision-support", topics = RegistrationEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        reader.read(batch, RegistrationEvent.class).forEach(in -> {
            if (in.event() instanceof SupportTied told) {
                desk.tied(told);
            } else if (in.event() instanceof SupportRefused told) {
                desk.notTied(told);
            }
        });
    }
}
