package cn.jinlin.registration.tally;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;

/** Hears what the ledgers and the teams of this service told. */
@Component
class TallyListener {
    private final EventReader reader;
    private final CountedEntries entries;
    private final Rolls rolls;

    TallyListener(EventReader reader, CountedEntries entries, Rolls rolls) {
        this.reader = reader;
        this.entries = entries;
        this.rolls = rolls;
    }

    @KafkaListener(id = "registration-tally", topics = RegistrationEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<CountedEntry>> appended = new ArrayList<>();
        for (Received<RegistrationEvent> in : reader.read(batch, RegistrationEvent.class)) {
            if (in.event() instanceof ServiceRecordAppended told) {
                appended.add(new View.Entry<>(told.entryId(), told.number(), CountedEntry.of(told)));
            } else if (in.event() instanceof TeamChanged told) {
                rolls.follow(told, in.version(), in.at());
            }
        }
        entries.apply(appended);
    }
}
