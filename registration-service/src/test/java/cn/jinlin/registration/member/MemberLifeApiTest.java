package cn.jinlin.registration.member;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Wire;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.member.Registration.Confirmed;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.person.Sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a member over the years. */
@RegistrationTest
class MemberLifeApiTest {
    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    Members members;
    @Autowired
    Sealing sealing;
    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private String here;
    private String unit;
    private String member;
    private String path;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        member = district.neighbour(unit, here);
        path = "/api/v1/members/" + member;
    }

    @Test
    void aLiaisonHandsItsMemberOverToAnotherUnit() {
        String other = district.unit();
        String liaison = TestTokens.liaison(unit);
        district.put(liaison, path + "/registrations/unit-community", "{\"communityId\":\"" + here + "\"}").is(201);
        String to = "{\"unitId\":\"" + other + "\"}";
        district.post(TestTokens.liaison(other), path + "/unit-transfer", to).refused(403, "FORBIDDEN");
        district.post(TestTokens.member(member), path + "/unit-transfer", to).refused(403, "FORBIDDEN");
        district.post(liaison, path + "/unit-transfer", "{\"unitId\":\"nobody\"}").refused(409, "UNIT_UNKNOWN");
        district.post(liaison, path + "/unit-transfer", "{}").invalid("unitId", "REQUIRED");
        Answer moved = district.post(liaison, path + "/unit-transfer", to).is(200);
        assertThat(moved.get("/unitId")).isEqualTo(other);
        assertThat(moved.get("/registrations/unitCommunity/status")).isEqualTo("WITHDRAWN");
        assertThat(moved.get("/registrations/residence/status")).isEqualTo("CONFIRMED");
        district.post(liaison, path + "/unit-transfer", to).refused(403, "FORBIDDEN");
        district.post(TestTokens.liaison(other), path + "/unit-transfer", to).is(200);
        assertThat(told.last(member, 5, MemberChanged.class).unitId()).contains(other);
    }

    private String confirmedLongAgo(Instant since) {
        String id = Ids.next();
        Member old = Member.made(id, MemberKind.RESIDENT, sealing.seal(id, "老王", District.phone()), Optional.empty(), List.of());
        Registrations residence = Registrations.NONE.with(RegistrationKind.RESIDENCE,
                new Confirmed(new Place(here, Optional.empty()), since, "officer", Optional.empty()));
        members.aggregates().create(id, new RequestKey(Optional.empty(), List.of()),
                Change.of(new Member(id, old.kind(), old.person(), old.unitId(), old.skills(), old.status(), residence)),
                was -> new IllegalStateException());
        return id;
    }

    @Test
    void aConfirmationThatNobodyGaveAnewWaitsForTheOfficerAgain() {
        String old = confirmedLongAgo(Instant.now().minus(Duration.ofDays(400)));
        MemberChanged last = told.last(old, 2, MemberChanged.class);
        assertThat(last.residence().orElseThrow().status()).isEqualTo(RegistrationStatus.PENDING);
        assertThat(district.get(TestTokens.officer(here), "/api/v1/registrations?communityId=" + here).is(200).body()
                .path("items").valueStream().map(item -> item.path("memberId").asString())).contains(old);
    }

    @Test
    void anOfficerSeesWhatSoonRunsOutAndConfirmsItAnew() {
        String officer = TestTokens.officer(here);
        String soon = confirmedLongAgo(Instant.now().minus(Duration.ofDays(330)));
        String list = "/api/v1/registrations?renewable=true&communityId=" + here;
        assertThat(district.get(officer, list).is(200).body().path("items").valueStream()
                .map(item -> item.path("memberId").asString())).containsExactly(soon);
        Answer counts = district.get(officer, "/api/v1/registrations/counts?communityId=" + here).is(200);
        assertThat(counts.get("/renewable")).isEqualTo("1");
        assertThat(counts.get("/confirmed")).isEqualTo("2");
        String decision = "/api/v1/members/" + soon + "/registrations/residence/decision";
        district.post(officer, decision, "{\"decision\":\"CONFIRMED\"}").is(200);
        assertThat(district.get(officer, list).is(200).body().path("items").size()).isZero();
        district.post(officer, decision, "{\"decision\":\"CONFIRMED\"}").refused(409, "REGISTRATION_NOT_PENDING");
        district.get(TestTokens.officer("350211999998"), "/api/v1/registrations/counts?communityId=" + here).refused(403,
                "FORBIDDEN");
    }

    @Test
    void anErasedMemberIsGoneButForItsService() {
        String officer = TestTokens.officer(here);
        district.post(officer, path + "/service-record/backfills",
                "{\"minutes\":60,\"servedAt\":\"2026-03-01T09:00:00+08:00\",\"reason\":\"陪陈老师看病\"}").is(201);
        district.delete(officer, path).refused(403, "FORBIDDEN");
        district.delete(TestTokens.member("somebody"), path).refused(403, "FORBIDDEN");
        district.delete(TestTokens.member(member), path).is(204);
        district.delete(TestTokens.member(member), path).refused(404, "NOT_FOUND");
        district.get(District.ADMIN, path).refused(404, "NOT_FOUND");
        district.put(District.ADMIN, path + "/registrations/residence", "{\"communityId\":\"" + here + "\"}").refused(404,
                "NOT_FOUND");
        MemberChanged last = told.last(member, 4, MemberChanged.class);
        assertThat(last.status()).isEqualTo(MemberStatus.DELETED);
        await().untilAsserted(() -> {
            Answer record = district.get(TestTokens.supervisor("EFFICIENCY"), path + "/service-record").is(200);
            assertThat(record.text()).doesNotContain("陈老师");
            assertThat(record.get("/totalMinutes")).isEqualTo("60");
            assertThat(record.get("/chainValid")).isEqualTo("true");
        });
        assertThat(district.get(District.ADMIN, "/api/v1/members?limit=200").text()).doesNotContain(member);
    }

    @Test
    void aPhoneIsFreeAgainAfterTheErasure() {
        String phone = District.phone();
        String first = district.post(TestTokens.liaison(unit), "/api/v1/members", District.memberBody(unit, phone)).is(201)
                .get("/memberId");
        district.post(TestTokens.liaison(unit), "/api/v1/members", District.memberBody(unit, phone)).refused(409, "PHONE_TAKEN");
        district.delete(District.ADMIN, "/api/v1/members/" + first).is(204);
        district.post(TestTokens.liaison(unit), "/api/v1/members", District.memberBody(unit, phone)).is(201);
    }

    @Test
    void findsAMemberByItsPhoneOnlyForThoseInScopeAndPutsThatOnRecord() {
        String phone = District.phone();
        String liaison = TestTokens.liaison(unit);
        String sought = district.post(liaison, "/api/v1/members", District.memberBody(unit, phone)).is(201).get("/memberId");
        String lookup = "{\"phone\":\"" + phone + "\"}";
        assertThat(district.post(TestTokens.officer(here), "/api/v1/members/phone-lookup", lookup).is(200).body().path("items")
                .size()).isZero();
        Answer found = district.post(liaison, "/api/v1/members/phone-lookup", lookup).is(200);
        assertThat(found.get("/items/0/memberId")).isEqualTo(sought);
        assertThat(found.text()).doesNotContain(phone);
        district.post(liaison, "/api/v1/members/phone-lookup", "{\"phone\":\"{$ne:1}\"}").invalid("phone", "MALFORMED");
        district.post(TestTokens.member(sought), "/api/v1/members/phone-lookup", lookup).refused(403, "FORBIDDEN");
        Answer log = district.get(TestTokens.member(sought), "/api/v1/members/" + sought + "/access-log").is(200);
        assertThat(log.get("/items/0/field")).isEqualTo("phone-lookup");
        assertThat(log.body().path("items").size()).isEqualTo(1);
        district.get(liaison, "/api/v1/members/" + sought + "/access-log").refused(403, "FORBIDDEN");
    }

    private void tell(RequestEvent event, long version) {
        kafka.send(Wire.write(RequestEvent.TOPIC, "/jinlin/request-service", event.aggregateId(), Ids.next(),
                EventTypes.nameOf(event), version, Instant.now(), StateJson.mapper().writeValueAsString(event))).join();
    }

    @Test
    void anOfficerSeesWhoClaimsOnAnOrderOfItsCommunityWhileTheClaimStands() {
        String elsewhere = district.community();
        String officer = TestTokens.officer(elsewhere);
        String uri = "/api/v1/members?ids=" + member;
        assertThat(district.get(officer, uri).is(200).body().path("items").size()).isZero();
        String order = Ids.next();
        tell(new OrderClaimed(order, elsewhere, member, Optional.of(unit), ClaimStatus.CLAIMED, 0, Instant.now()), 3);
        await().until(() -> district.get(officer, uri).body().path("items").size() == 1);
        assertThat(district.get(officer, uri).get("/items/0/name")).isEqualTo("陈嘉庚");
        tell(new OrderClaimed(order, elsewhere, member, Optional.of(unit), ClaimStatus.CLAIMED, 0, Instant.now()), 2);
        tell(new ClaimReleased(order, elsewhere, member, "BY_MEMBER", Instant.now()), 5);
        await().until(() -> district.get(officer, uri).body().path("items").isEmpty());
    }
}
