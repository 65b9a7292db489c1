package cn.jinlin.registration.record;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Hears of members that were erased, so that their ledgers follow whatever broke off in between. */
@Component
class ErasureListener {
    private final EventReader reader;
    private final RecordDesk desk;

    ErasureListener(EventReader reader, RecordDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "registration-erasure", topics = RegistrationEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<RegistrationEvent> in : reader.read(batch, RegistrationEvent.class)) {
            if (in.event() instanceof MemberChanged member && member.status() == MemberStatus.DELETED) {
                desk.erase(member.memberId());
            }
        }
    }
}
