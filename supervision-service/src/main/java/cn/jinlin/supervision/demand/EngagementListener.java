package cn.jinlin.supervision.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;
import cn.jinlin.supervision.demand.Engagements.Engagement;

/** Hears who claims and who gives up. */
@Component
class EngagementListener {
    private final EventReader reader;
    private final Engagements engagements;

    EngagementListener(EventReader reader, Engagements engagements) {
        this.reader = reader;
        this.engagements = engagements;
    }

    @KafkaListener(id = "supervision-engagements", topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<Engagement>> entries = new ArrayList<>();
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            if (in.event() instanceof OrderClaimed told) {
                entries.add(new Engagement(told.orderId(), told.memberId(), told.unitId(), true).at(in.version()));
            } else if (in.event() instanceof ClaimReleased told) {
                entries.add(new Engagement(told.orderId(), told.memberId(), Optional.empty(), false).at(in.version()));
            }
        }
        engagements.apply(entries);
    }
}
