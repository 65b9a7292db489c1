package cn.jinlin.registration.news;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.news.Standings.Standing;

/** Hears what this service told of members and their records, and tells it to them; closes the inbox of whoever was erased. */
@Component
class RegistrationNewsListener {
    private final EventReader reader;
    private final InboxDesk inbox;
    private final Standings standings;

    RegistrationNewsListener(EventReader reader, InboxDesk inbox, Standings standings) {
        this.reader = reader;
        this.inbox = inbox;
        this.standings = standings;
    }

    @KafkaListener(id = "registration-own-news", topics = RegistrationEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<Received<RegistrationEvent>> events = reader.read(batch, RegistrationEvent.class);
        Map<String, Standing> known = standings.of(events.stream().map(Received::event).filter(MemberChanged.class::isInstance)
                .map(RegistrationEvent::aggregateId).collect(Collectors.toSet()));
        Map<String, Standing> newest = new HashMap<>();
        for (Received<RegistrationEvent> in : events) {
            if (in.event() instanceof ServiceRecordAppended told) {
                inbox.tell(MemberNews.appended(told, in.at()));
            } else if (in.event() instanceof MemberChanged told) {
                Standing before = known.get(told.memberId());
                if (before == null || before.version() < in.version()) {
                    follow(before, told);
                    Standing now = new Standing(in.version(), told);
                    known.put(told.memberId(), now);
                    newest.put(told.memberId(), now);
                }
            }
        }
        standings.apply(newest.values());
    }

    private void follow(@Nullable Standing before, MemberChanged now) {
        if (now.status() == MemberStatus.DELETED) {
            inbox.close(now.memberId());
        } else if (before != null) {
            MemberNews.between(before.member(), now).forEach(inbox::tell);
        }
    }
}
