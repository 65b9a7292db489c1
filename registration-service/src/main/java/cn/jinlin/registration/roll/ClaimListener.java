package cn.jinlin.registration.roll;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;
import cn.jinlin.registration.roll.Claimants.Claimancy;

/** Hears who claims where. */
@Component
class ClaimListener {
    private final EventReader reader;
    private final Claimants claimants;

    ClaimListener(EventReader reader, Claimants claimants) {
        this.reader = reader;
        this.claimants = claimants;
    }

    @KafkaListener(id = "registration-claims", topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<Claimancy>> entries = new ArrayList<>();
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            if (in.event() instanceof OrderClaimed told) {
                entries.add(Claimants.entry(told.orderId(), in.version(),
                        new Claimancy(told.memberId(), told.communityId(), true)));
            } else if (in.event() instanceof ClaimReleased told) {
                entries.add(Claimants.entry(told.orderId(), in.version(),
                        new Claimancy(told.memberId(), told.communityId(), false)));
            }
        }
        claimants.apply(entries);
    }
}
