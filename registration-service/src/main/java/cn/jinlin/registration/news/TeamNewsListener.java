package cn.jinlin.registration.news;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.news.KnownTeams.KnownTeam;

/** Hears what this service told of teams, and tells it to those whom they took in. */
@Component
class TeamNewsListener {
    private final EventReader reader;
    private final InboxDesk inbox;
    private final KnownTeams teams;

    TeamNewsListener(EventReader reader, InboxDesk inbox, KnownTeams teams) {
        this.reader = reader;
        this.inbox = inbox;
        this.teams = teams;
    }

    @KafkaListener(id = "registration-team-news", topics = RegistrationEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<Received<RegistrationEvent>> events = reader.read(batch, RegistrationEvent.class).stream()
                .filter(in -> in.event() instanceof TeamChanged).toList();
        Map<String, KnownTeam> known = teams
                .of(events.stream().map(in -> in.event().aggregateId()).collect(Collectors.toSet()));
        for (Received<RegistrationEvent> in : events) {
            if (in.event() instanceof TeamChanged told) {
                Optional<KnownTeam> before = Optional.ofNullable(known.get(told.teamId()));
                if (before.filter(one -> one.version() >= in.version()).isEmpty()) {
                    TeamNews.between(before.map(KnownTeam::team), told, in.id(), in.at()).forEach(inbox::tell);
                    known.put(told.teamId(), new KnownTeam(in.version(), told));
                }
            }
        }
        teams.apply(known.values());
    }
}
