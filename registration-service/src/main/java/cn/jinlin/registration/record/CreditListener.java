package cn.jinlin.registration.record;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Hears of credits and hands them to the desk; the offset is committed after the ledger has them. */
@Component
class CreditListener {
    private final EventReader reader;
    private final RecordDesk desk;

    CreditListener(EventReader reader, RecordDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "registration-credits", idIsGroup = false, topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        desk.credit(reader.read(batch, RequestEvent.class).stream().map(Received::event).flatMap(event -> credit(event).stream())
                .toList());
    }

    private static Optional<MemberCredited> credit(RequestEvent event) {
        return event instanceof MemberCredited credit ? Optional.of(credit) : Optional.empty();
    }
}
