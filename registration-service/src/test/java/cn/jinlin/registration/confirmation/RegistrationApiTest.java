package cn.jinlin.registration.confirmation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class RegistrationApiTest {
    @Autowired
    District district;
    @Autowired
    Told told;

    private String here;
    private String unit;
    private String member;
    private String home;
    private String work;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        member = district.member(unit);
        home = "/api/v1/members/" + member + "/registrations/residence";
        work = "/api/v1/members/" + member + "/registrations/unit-community";
    }

    @Test
    void reportsToBothAndIsConfirmedByTheOfficer() {
        String garden = "{\"communityId\":\"%s\",\"compoundId\":\"shuangle-garden\"}".formatted(here);
        Answer reported = district.put(TestTokens.member(member), home, garden).is(201);

        assertThat(reported.get("/status")).isEqualTo("PENDING");
        assertThat(reported.get("/compoundId")).isEqualTo("shuangle-garden");
        assertThat(district.get(TestTokens.member(member), reported.location()).is(200).get("/status")).isEqualTo("PENDING");
        district.put(TestTokens.member(member), home, garden).is(200);
        district.put(TestTokens.liaison(unit), work, place(here)).is(201);
        assertThat(district.post(TestTokens.officer(here), home + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200)
                .get("/status")).isEqualTo("CONFIRMED");
        Answer rejected = district.post(TestTokens.officer(here), work + "/decision",
                "{\"decision\":\"REJECTED\",\"reason\":\"名额已满\"}").is(200);
        assertThat(rejected.get("/reason")).isEqualTo("名额已满");

        MemberChanged last = told.last(member, 5, MemberChanged.class);
        assertThat(last.residence()).map(one -> one.status()).contains(RegistrationStatus.CONFIRMED);
        assertThat(last.unitCommunity()).map(one -> one.status()).contains(RegistrationStatus.REJECTED);
    }

    @Test
    void refusesWhatIsNoPlaceToReportTo() {
        String strange = district.community();
        String token = TestTokens.member(member);

        district.put(token, work, place(strange)).refused(409, "NOT_A_PARTNER_COMMUNITY");
        district.put(token, home, place("350211999999")).refused(409, "COMMUNITY_UNKNOWN");
        district.put(token, home, "{\"communityId\":\"%s\",\"compoundId\":\"none\"}".formatted(here)).refused(409,
                "COMPOUND_UNKNOWN");
        district.put(token, work, "{\"communityId\":\"%s\",\"compoundId\":\"shuangle-garden\"}".formatted(here))
                .invalid("compoundId", "ONLY_FOR_RESIDENCE");
        district.put(token, home, "{\"communityId\":\"1\"}").invalid("communityId", "MALFORMED");
        district.put(token, home.replace("residence", "elsewhere"), place(here)).refused(404, "NOT_FOUND");
        district.put(token, home.replace(member, "none"), place(here)).refused(404, "NOT_FOUND");
    }

    @Test
    void decidesOnceAndOnlyForItsOwnCommunity() {
        String decision = home + "/decision";
        district.post(TestTokens.officer(here), decision, "nonsense").refused(404, "NOT_FOUND");
        district.put(TestTokens.member(member), home, place(here)).is(201);

        district.post(TestTokens.officer("350211102006"), decision, "nonsense").refused(403, "FORBIDDEN");
        district.post(TestTokens.member(member), decision, "nonsense").refused(403, "FORBIDDEN");
        district.post(ADMIN, decision, "nonsense").refused(403, "FORBIDDEN");
        district.post(TestTokens.officer(here), decision, "{\"decision\":\"MAYBE\"}").invalid("decision", "NOT_ONE_OF");
        district.post(TestTokens.officer(here), decision, "{\"decision\":\"CONFIRMED\"}", "Idempotency-Key", member).is(200);
        district.post(TestTokens.officer(here), decision, "{\"decision\":\"CONFIRMED\"}", "Idempotency-Key", member).is(200);
        district.post(TestTokens.officer(here), decision, "{\"decision\":\"REJECTED\"}").refused(409,
                "REGISTRATION_NOT_PENDING");
    }

    @Test
    void confirmsNobodyWhereTheUnitIsNoPartnerAnyMore() {
        district.put(TestTokens.member(member), work, place(here)).is(201);
        district.delete(TestTokens.liaison(unit), "/api/v1/units/" + unit + "/partner-communities/" + here).is(204);

        district.post(TestTokens.officer(here), work + "/decision", "{\"decision\":\"CONFIRMED\"}").refused(409,
                "NOT_A_PARTNER_COMMUNITY");
        district.post(TestTokens.officer(here), work + "/decision", "{\"decision\":\"REJECTED\"}").is(200);
    }

    @Test
    void remembersWhereSomebodyWasRegisteredBefore() {
        String before = district.community();
        district.put(TestTokens.member(member), home, place(before)).is(201);
        district.post(TestTokens.officer(before), home + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        district.put(TestTokens.member(member), home, place(here)).is(201);
        district.post(TestTokens.officer(here), home + "/decision", "{\"decision\":\"REJECTED\",\"reason\":\"不住在本社区\"}")
                .is(200);

        String all = home.replace("/residence", "");
        Answer shown = district.get(TestTokens.member(member), all).is(200);
        assertThat(shown.body().path("items").values().stream()
                .map(one -> one.path("communityId").asString() + " " + one.path("status").asString())).containsExactly(
                        here + " REJECTED", before + " CONFIRMED");
        assertThat(shown.get("/items/0/reason")).isEqualTo("不住在本社区");
        assertThat(shown.body().at("/items/1").propertyNames()).contains("until", "decidedBy").doesNotContain("expiresAt");
        district.get(TestTokens.liaison(unit), all).is(200);
        district.get(TestTokens.officer(before), all).refused(403, "FORBIDDEN");
        district.get(TestTokens.member("another"), all).refused(403, "FORBIDDEN");
        district.get(ADMIN, all.replace(member, "none")).refused(404, "NOT_FOUND");
    }

    @Test
    void twoOfficersCannotBothDecide() throws Exception {
        district.put(TestTokens.member(member), home, place(here)).is(201);
        CountDownLatch start = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> tries = IntStream.range(0, 20).mapToObj(i -> threads.submit(() -> {
                start.await();
                return district.post(TestTokens.officer(here), home + "/decision",
                        "{\"decision\":\"%s\"}".formatted(i % 2 == 0 ? "CONFIRMED" : "REJECTED")).status();
            })).toList();
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : tries) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    @Test
    void withdrawsAndReportsAnew() {
        district.delete(TestTokens.member(member), home).refused(404, "NOT_FOUND");
        district.put(TestTokens.member(member), home, place(here)).is(201);
        district.delete(TestTokens.liaison(unit), home).refused(403, "FORBIDDEN");
        assertThat(district.delete(TestTokens.member(member), home).is(200).get("/status")).isEqualTo("WITHDRAWN");
        district.delete(TestTokens.member(member), home).refused(409, "REGISTRATION_NOT_LIVE");
        district.put(TestTokens.member(member), home, place(here)).is(201);
    }

    @Test
    void aReportIsTheMembersOwn() {
        for (String token : List.of(TestTokens.member("another"), TestTokens.liaison("another"), TestTokens.officer(here),
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.put(token, home, "nonsense").refused(403, "FORBIDDEN");
            district.delete(token, home).refused(403, "FORBIDDEN");
        }
        district.put(TestTokens.liaison(unit), home, "nonsense").refused(403, "FORBIDDEN");
        district.put(ADMIN, home, place(here)).is(201);
    }

    @Test
    void anOfficerEntersResidentsOfItsOwnCommunityAlone() {
        String officer = TestTokens.officer(here);
        String resident = district.post(officer, "/api/v1/members",
                "{\"kind\":\"RESIDENT\",\"name\":\"王阿婆\",\"phone\":\"13900000002\"}").is(201).get("/memberId");
        String path = "/api/v1/members/" + resident + "/registrations/";
        String there = district.community();

        district.put(officer, path + "residence", place(there)).refused(403, "FORBIDDEN");
        district.put(officer, path + "residence", place(here)).is(201);
        district.put(TestTokens.officer(there), path + "residence", place(there)).refused(403, "FORBIDDEN");
        district.put(TestTokens.member(resident), path + "unit-community", place(here)).refused(409, "RESIDENCE_ONLY");
    }

    @Test
    void listsWhatWaitsTheOldestFirst() {
        String other = district.member(unit);
        district.put(TestTokens.member(member), home, place(here)).is(201);
        district.put(TestTokens.member(other), work.replace(member, other), place(here)).is(201);
        district.put(TestTokens.member(member), work, place(here)).is(201);
        String list = "/api/v1/registrations?communityId=" + here;

        Answer first = district.get(TestTokens.officer(here), list + "&limit=2").is(200);
        assertThat(lines(first)).containsExactly(member + " residence", other + " unit-community");
        assertThat(first.get("/items/0/name")).isEqualTo("陈嘉庚");
        assertThat(lines(district.get(TestTokens.officer(here), list + "&limit=2&cursor={c}", first.get("/next"))))
                .containsExactly(member + " unit-community");
        district.post(TestTokens.officer(here), home + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        assertThat(lines(district.get(ADMIN, list))).containsExactly(other + " unit-community", member + " unit-community");
        assertThat(lines(district.get(ADMIN, list + "&status=CONFIRMED"))).containsExactly(member + " residence");
        district.get(TestTokens.officer("350211102006"), list).refused(403, "FORBIDDEN");
        district.get(TestTokens.liaison(unit), list).refused(403, "FORBIDDEN");
        district.get(ADMIN, list + "&status=SOON").is(400);
        district.get(ADMIN, "/api/v1/registrations").is(400);
    }

    private static List<String> lines(Answer page) {
        return page.is(200).body().path("items").values().stream()
                .map(item -> item.path("memberId").asString() + " " + item.path("kind").asString()).toList();
    }

    private static String place(String communityId) {
        return "{\"communityId\":\"" + communityId + "\"}";
    }
}
