package cn.jinlin.request.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.test.Engines;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.District;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the views make of the events of registration-service. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class DirectoryListenerTest {
    private static final String COMMUNITY = "350211102006";

    @Autowired
    private District district;
    @Autowired
    private Directory directory;
    @Autowired
    private MongoDatabase database;
    @Autowired
    private EventReader reader;

    private static MemberChanged member(String id, MemberStatus status, RegistrationStatus registration) {
        return new MemberChanged(id, MemberKind.RESIDENT, Optional.empty(), List.of(), status, Optional.empty(),
                Optional.of(new Registered(COMMUNITY, Optional.empty(), registration, Instant.EPOCH)));
    }

    /** Everything told before on this key has been read once this one is. */
    private void settle(String id, long version) {
        district.tell(member(id, MemberStatus.ACTIVE, RegistrationStatus.WITHDRAWN), version);
        await().until(() -> directory.member(id).filter(member -> member.confirmedIn().isEmpty()).isPresent());
    }

    @Test
    void knowsOnlyConfirmedRegistrations() {
        String id = Ids.next();
        district.tell(member(id, MemberStatus.ACTIVE, RegistrationStatus.PENDING), 1);
        await().until(() -> directory.member(id).isPresent());
        assertThat(directory.member(id).orElseThrow().confirmedIn()).isEmpty();
        district.tell(member(id, MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED), 2);
        await().untilAsserted(() -> assertThat(directory.member(id).orElseThrow().confirmedIn()).containsExactly(COMMUNITY));
    }

    @Test
    void letsALateEventChangeNothing() {
        String id = Ids.next();
        settle(id, 7);
        district.tell(member(id, MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED), 6);
        settle(id, 8);
        assertThat(directory.member(id).orElseThrow().confirmedIn()).isEmpty();
    }

    @Test
    void keepsADeletedMemberAsATombstone() {
        String id = Ids.next();
        settle(id, 3);
        district.tell(member(id, MemberStatus.DELETED, RegistrationStatus.CONFIRMED), 9);
        await().until(() -> directory.member(id).isEmpty());
        district.tell(member(id, MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED), 8);
        String other = Ids.next();
        settle(other, 1);
        assertThat(directory.member(id)).isEmpty();
    }

    @Test
    void leavesATieOutThatNobodyConfirmed() {
        String unit = district.unit(
                new PartnerTie(COMMUNITY, TieKind.PARTNER, TieStatus.PROPOSED, Instant.EPOCH, Optional.empty(), Optional.empty()),
                new PartnerTie(COMMUNITY, TieKind.SUPPORT, TieStatus.CONFIRMED, Instant.EPOCH,
                        Optional.of(Instant.EPOCH.plusSeconds(9)),
                        Optional.of("plan")));
        List<Unit.Tie> ties = directory.unit(unit).orElseThrow().tiesTo(COMMUNITY);
        assertThat(ties).hasSize(1);
        assertThat(ties.getFirst().holdsAt(Instant.EPOCH.plusSeconds(8))).isTrue();
        assertThat(ties.getFirst().holdsAt(Instant.EPOCH.plusSeconds(9))).isFalse();
    }

    @Test
    void isTheSameWhenItIsBuiltAgainFromTheTopicInAnyOrder() {
        district.community(COMMUNITY, "shuangle-east");
        String unit = district.unit(COMMUNITY);
        String member = district.memberOf(unit, COMMUNITY);
        district.team(COMMUNITY, member, district.resident(COMMUNITY));
        district.erased(district.memberOf(unit, COMMUNITY));
        MongoDatabase again = Stores.fresh();
        MongoDatabase reversed = Stores.fresh();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<ConsumerRecord<String, byte[]>> all = everythingTold();
            Rebuilding.into(Stores.on(again, Clock.systemUTC()), reader, all);
            for (int end = all.size(); end > 0; end -= 100) {
                Rebuilding.into(Stores.on(reversed, Clock.systemUTC()), reader,
                        all.subList(Math.max(0, end - 100), end).reversed());
            }
            for (String view : Rebuilding.VIEWS) {
                Map<String, String> live = Rebuilding.documents(database, view);
                assertThat(live).as(view).isNotEmpty();
                assertThat(Rebuilding.documents(again, view)).as(view).isEqualTo(live);
                assertThat(Rebuilding.documents(reversed, view)).as("%s, the newest first", view).isEqualTo(live);
            }
        });
    }

    private static List<ConsumerRecord<String, byte[]>> everythingTold() {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Engines.bootstrapServers());
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(RegistrationEvent.TOPIC).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
