package cn.jinlin.registration.confirmation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/**
 * Lets teams, pairings and posts follow this service's own events. An event only says whom to look at; where somebody
 * serves is read from the member, so late and repeated events do no harm. A changed team is looked at too: whom it took
 * in may have lost its registration a moment before.
 */
@Component
class MemberListener {
    private final EventReader reader;
    private final List<MemberFollower> followers;

    MemberListener(EventReader reader, List<MemberFollower> followers) {
        this.reader = reader;
        this.followers = List.copyOf(followers);
    }

    @KafkaListener(id = "registration-followers", topics = RegistrationEvent.TOPIC)
    void take(List<ConsumerRecord<String, byte[]>> batch) {
        Set<String> concerned = new LinkedHashSet<>();
        reader.read(batch, RegistrationEvent.class).stream().filter(told -> !isNewcomer(told)).map(Received::event)
                .flatMap(MemberListener::concerned).forEach(concerned::add);
        if (!concerned.isEmpty()) {
            followers.forEach(follower -> follower.follow(concerned));
        }
    }

    /** Whoever has just been made had nothing before that could end; an import makes tens of thousands of them. */
    private static boolean isNewcomer(Received<RegistrationEvent> told) {
        return told.version() == 1 && told.event() instanceof MemberChanged;
    }

    private static Stream<String> concerned(RegistrationEvent event) {
        return switch (event) {
            case MemberChanged told -> Stream.of(told.memberId());
            case TeamChanged told -> told.memberIds().stream();
            case CommunityChanged _,UnitChanged _,ServiceRecordAppended _,SupportTied _,SupportRefused _ -> Stream.empty();
        };
    }
}
