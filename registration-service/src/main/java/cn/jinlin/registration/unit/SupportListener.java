package cn.jinlin.registration.unit;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.SupportConsented;
import cn.jinlin.events.SupervisionEvent.SupportPlaces;
import cn.jinlin.kit.events.EventReader;

/** Hears which units agreed to support which communities. */
@Component
class SupportListener {
    private final EventReader reader;
    private final UnitDesk desk;

    SupportListener(EventReader reader, UnitDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "registration-support", topics = SupervisionEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        reader.read(batch, SupervisionEvent.class).forEach(in -> {
            if (in.event() instanceof SupportConsented told) {
                desk.support(told.unitId(), new Consent(told.planId(), told.until(),
                        told.communities().stream().map(SupportPlaces::communityId).toList()));
            }
        });
    }
}
