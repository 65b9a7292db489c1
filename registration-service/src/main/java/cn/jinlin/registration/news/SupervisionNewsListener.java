package cn.jinlin.registration.news;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.registration.inbox.InboxDesk;

/** Hears what the supervision group tells, and tells it to the members whom it names. */
@Component
class SupervisionNewsListener {
    private final EventReader reader;
    private final InboxDesk inbox;

    SupervisionNewsListener(EventReader reader, InboxDesk inbox) {
        this.reader = reader;
        this.inbox = inbox;
    }

    @KafkaListener(id = "registration-supervision-news", topics = SupervisionEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<SupervisionEvent> in : reader.read(batch, SupervisionEvent.class)) {
            if (in.event() instanceof ExemplarChanged told) {
                ExemplarNews.of(told, in.at()).forEach(inbox::tell);
            }
        }
    }
}
