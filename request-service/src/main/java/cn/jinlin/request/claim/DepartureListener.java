package cn.jinlin.request.claim;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Hears of members that were erased: their places go to those who wait. */
@Component
class DepartureListener {
    private final EventReader reader;
    private final ClaimDesk desk;

    DepartureListener(EventReader reader, ClaimDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "request-departures", topics = RegistrationEvent.TOPIC)
    void take(List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<RegistrationEvent> in : reader.read(batch, RegistrationEvent.class)) {
            if (in.event() instanceof MemberChanged member && member.status() == MemberStatus.DELETED) {
                desk.releaseAll(member.memberId());
            }
        }
    }
}
