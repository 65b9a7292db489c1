package cn.jinlin.request.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.Compound;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Wire;
import cn.jinlin.request.directory.Directory;

import static org.awaitility.Awaitility.await;

/** A small district, told by events as registration-service tells them. */
public final class District {
    private final KafkaTemplate<String, byte[]> kafka;
    private final Directory directory;
    private final AtomicLong versions = new AtomicLong();

    District(KafkaTemplate<String, byte[]> kafka, Directory directory) {
        this.kafka = kafka;
        this.directory = directory;
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Beans {
        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        District district(KafkaTemplate<String, byte[]> kafka, Directory directory) {
            return new District(kafka, directory);
        }
    }

    public void community(String communityId, String... compounds) {
        tell(new CommunityChanged(communityId, "双乐社区", "350211102", "侨英街道", Optional.empty(),
                List.of(compounds).stream().map(id -> new Compound(id, id)).toList()));
        await().until(() -> directory.community(communityId).isPresent());
    }

    /** A unit with a tie that has no end. */
    public String unit(String communityId) {
        return unit(new PartnerTie(communityId, TieKind.PARTNER, TieStatus.CONFIRMED, Instant.now().minus(Duration.ofDays(1)),
                Optional.empty(), Optional.empty()));
    }

    public String unit(PartnerTie... ties) {
        String unitId = Ids.next();
        tell(new UnitChanged(unitId, "区税务局", UnitKind.GOVERNMENT, Optional.empty(), List.of(ties)));
        await().until(() -> directory.unit(unitId).isPresent());
        return unitId;
    }

    /** A party member of a unit, confirmed in the community that the unit is tied to. */
    public String memberOf(String unitId, String communityId) {
        return members(1, unitId, communityId).getFirst();
    }

    public List<String> members(int number, String unitId, String communityId) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(Ids.next());
            tell(new MemberChanged(ids.getLast(), MemberKind.PARTY_MEMBER, Optional.of(unitId), List.of(), MemberStatus.ACTIVE,
                    Optional.of(confirmed(communityId)), Optional.empty()));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> ids.stream().allMatch(id -> directory.member(id).isPresent()));
        return ids;
    }

    /** A vanguard team of a community; the first member leads it. */
    public String team(String communityId, String... members) {
        String teamId = Ids.next();
        tell(new TeamChanged(teamId, TeamKind.VANGUARD, "亲邻先锋队", communityId, Optional.empty(), Optional.of(members[0]),
                List.of(members), TeamStatus.ACTIVE));
        await().until(() -> directory.team(teamId).isPresent());
        return teamId;
    }

    /** A resident confirmed where it lives. */
    public String resident(String communityId) {
        String id = Ids.next();
        tell(new MemberChanged(id, MemberKind.RESIDENT, Optional.empty(), List.of(), MemberStatus.ACTIVE, Optional.empty(),
                Optional.of(confirmed(communityId))));
        await().until(() -> directory.member(id).isPresent());
        return id;
    }

    /** Nothing but the tombstone of a member is left. */
    public void erased(String memberId) {
        tell(new MemberChanged(memberId, MemberKind.PARTY_MEMBER, Optional.empty(), List.of(), MemberStatus.DELETED,
                Optional.empty(), Optional.empty()));
        await().until(() -> directory.member(memberId).isEmpty());
    }

    private static Registered confirmed(String communityId) {
        return new Registered(communityId, Optional.empty(), RegistrationStatus.CONFIRMED, Instant.now());
    }

    public void tell(RegistrationEvent event) {
        tell(event, versions.incrementAndGet());
    }

    public void tell(RegistrationEvent event, long version) {
        kafka.send(Wire.write(RegistrationEvent.TOPIC, "/jinlin/registration-service", event.aggregateId(), Ids.next(),
                EventTypes.nameOf(event), version, Instant.now(), StateJson.mapper().writeValueAsString(event))).join();
    }
}
