package cn.jinlin.request.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.Compound;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;

/** Keeps the directory up to date with registration-service. */
@Component
class DirectoryListener {
    private final EventReader reader;
    private final Directory directory;

    DirectoryListener(EventReader reader, Directory directory) {
        this.reader = reader;
        this.directory = directory;
    }

    @KafkaListener(id = "request-directory", topics = RegistrationEvent.TOPIC)
    void take(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<Community>> communities = new ArrayList<>();
        List<View.Entry<Unit>> units = new ArrayList<>();
        List<View.Entry<Member>> members = new ArrayList<>();
        List<View.Entry<Team>> teams = new ArrayList<>();
        for (Received<RegistrationEvent> in : reader.read(batch, RegistrationEvent.class)) {
            switch (in.event()) {
                case CommunityChanged told ->
                    communities.add(new View.Entry<>(told.communityId(), in.version(), community(told)));
                case UnitChanged told -> units.add(new View.Entry<>(told.unitId(), in.version(), unit(told)));
                case MemberChanged told -> members.add(new View.Entry<>(told.memberId(), in.version(), member(told)));
                case TeamChanged told -> teams.add(new View.Entry<>(told.teamId(), in.version(), team(told)));
                case ServiceRecordAppended _,SupportTied _,SupportRefused _ -> {
                }
            }
        }
        directory.applyCommunities(communities);
        directory.applyUnits(units);
        directory.applyMembers(members);
        directory.applyTeams(teams);
    }

    private static Community community(CommunityChanged told) {
        return new Community(told.communityId(), told.name(), told.compounds().stream().map(Compound::compoundId).toList(),
                told.location());
    }

    private static Unit unit(UnitChanged told) {
        return new Unit(told.unitId(), told.name(),
                told.partnerCommunities().stream().filter(tie -> tie.status() == TieStatus.CONFIRMED)
                        .map(tie -> new Unit.Tie(tie.communityId(), tie.from(), tie.until())).toList());
    }

    private static Member member(MemberChanged told) {
        return new Member(told.memberId(), told.unitId(), confirmed(told), told.status() == MemberStatus.DELETED);
    }

    private static Team team(TeamChanged told) {
        return new Team(told.teamId(), told.communityId(), told.leaderId(), told.memberIds(),
                told.status() == TeamStatus.DISBANDED);
    }

    private static Set<String> confirmed(MemberChanged told) {
        return Stream.concat(told.unitCommunity().stream(), told.residence().stream())
                .filter(registered -> registered.status() == RegistrationStatus.CONFIRMED).map(Registered::communityId)
                .collect(Collectors.toSet());
    }
}
