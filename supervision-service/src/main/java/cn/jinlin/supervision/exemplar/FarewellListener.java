package cn.jinlin.supervision.exemplar;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Hears of members who were deleted: nothing of them stays published. */
@Component
class FarewellListener {
    private final EventReader reader;
    private final ExemplarDesk desk;

    FarewellListener(EventReader reader, ExemplarDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "exemplar-farewells", idIsGroup = false, groupId = "${spring.application.name}-exemplars", topics = RegistrationEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<RegistrationEvent> in : reader.read(batch, RegistrationEvent.class)) {
            if (in.event() instanceof MemberChanged member && member.status() == MemberStatus.DELETED) {
                desk.memberGone(member.memberId());
            }
        }
    }
}
