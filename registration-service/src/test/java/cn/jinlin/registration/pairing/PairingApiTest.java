package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.household.HouseholdDesk;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.visit.Reminders;
import cn.jinlin.registration.visit.Reminders.VisitDue;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistrationTest
class PairingApiTest {
    private static final String ALL = "/api/v1/pairings";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String OLD_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW_KEY = "HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHgA=";

    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    MongoDatabase database;
    @Autowired
    Pairings pairings;
    @Autowired
    PairingDesk desk;
    @Autowired
    PairingKeeper keeper;
    @Autowired
    HouseholdDesk households;
    @Autowired
    MemberDesk members;
    @Autowired
    NoteSealing sealing;
    @Autowired
    Clock clock;

    private String here;
    private String unit;
    private String officer;
    private String member;
    private String household;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        officer = TestTokens.officer(here);
        member = district.neighbour(unit, here);
        household = district.household(here);
    }

    @Test
    void pairsAMemberWithAHousehold() {
        Answer made = district.post(officer, ALL, body(household, member)).is(201);

        assertThat(made.location()).isEqualTo(ALL + "/" + made.get("/pairingId"));
        assertThat(made.get("/status")).isEqualTo("ACTIVE");
        assertThat(made.get("/startedOn")).isEqualTo(today().toString());
        assertThat(made.get("/dueOn")).isEqualTo(today().plusDays(7).toString());
        assertThat(made.get("/overdue")).isEqualTo("false");
        assertThat(district.get(officer, made.location()).is(200).body()).isEqualTo(made.body());
        assertThat(told.about(made.get("/pairingId"))).isEmpty();
    }

    @Test
    void neitherSideIsPairedTwiceAndBothAreFreeAfterwards() {
        String pairing = pair(household, member);
        String otherMember = district.neighbour(unit, here);
        String otherHousehold = district.household(here);

        district.post(officer, ALL, body(otherHousehold, member)).refused(409, "MEMBER_ALREADY_PAIRED");
        district.post(officer, ALL, body(household, otherMember)).refused(409, "HOUSEHOLD_ALREADY_PAIRED");
        Answer ended = district.post(officer, pairing + "/ending", "{\"reason\":\"MOVED_AWAY\",\"note\":\"搬去女儿家\"}").is(200);
        assertThat(ended.get("/status")).isEqualTo("ENDED");
        assertThat(ended.get("/ending/reason")).isEqualTo("MOVED_AWAY");
        assertThat(ended.body().has("dueOn")).isFalse();
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\"}").refused(409, "PAIRING_ENDED");
        pair(household, otherMember);
        pair(otherHousehold, member);
        assertThat(ids(district.get(officer, ALL + "?householdId=" + household))).hasSize(2).contains(id(pairing));
    }

    @Test
    void whatWasNotedAtTheEndIsForTheOfficerAlone() {
        String pairing = pair(household, member);
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\",\"note\":\"搬去女儿家\"}").is(200);

        assertThat(district.get(officer, pairing).get("/ending/note")).isEqualTo("搬去女儿家");
        assertThat(district.get(officer, ALL).text()).doesNotContain("女儿");
        assertThat(district.get(TestTokens.member(member), pairing).is(200).text()).doesNotContain("女儿");
        assertThat(district.get(ADMIN, pairing).is(200).text()).doesNotContain("女儿");
        assertThat(stored(pairing)).doesNotContain("女儿");
        assertThat(district.get(officer, "/api/v1/households/" + household + "/accesses").get("/items/0/what"))
                .isEqualTo("endingNote");
    }

    @Test
    void pairsOnlyThoseWhoServeThere() {
        String outsider = district.member(unit);

        district.post(officer, ALL, body(household, outsider)).refused(409, "NOT_REGISTERED_THERE");
        district.post(officer, ALL, body(household, "none")).refused(404, "NOT_FOUND");
        district.post(officer, ALL, body("none", member)).refused(404, "NOT_FOUND");
        district.delete(officer, "/api/v1/households/" + household).is(204);
        district.post(officer, ALL, body(household, member)).refused(409, "HOUSEHOLD_REMOVED");
    }

    @Test
    void onlyAMutualAidTeamOfTheCommunityLooksAfterIt() {
        String elsewhere = district.community();
        String mutual = team(here, "MUTUAL_AID");
        String vanguard = team(here, "VANGUARD");
        String foreign = team(elsewhere, "MUTUAL_AID");
        String disbanded = team(here, "MUTUAL_AID");
        district.delete(officer, "/api/v1/teams/" + disbanded).is(204);

        for (String unfit : List.of(vanguard, foreign, disbanded)) {
            district.post(officer, ALL, under(unfit)).refused(409, "NOT_A_MUTUAL_AID_TEAM");
        }
        district.post(officer, ALL, under("none")).refused(404, "NOT_FOUND");
        Answer made = district.post(officer, ALL, under(mutual)).is(201);
        assertThat(made.get("/teamId")).isEqualTo(mutual);
        assertThat(ids(district.get(officer, ALL + "?teamId=" + mutual))).containsExactly(made.get("/pairingId"));
        district.patch(officer, made.location(), "{\"teamId\":\"" + vanguard + "\"}", "If-Match", "*").refused(409,
                "NOT_A_MUTUAL_AID_TEAM");
    }

    @Test
    void refusesWhatIsNoPairing() {
        district.post(officer, ALL, "{}").invalid("householdId", "REQUIRED").invalid("memberId", "REQUIRED").invalid("rhythmDays",
                "REQUIRED");
        district.post(officer, ALL, body(household, member).replace(":7,", ":400,")).invalid("rhythmDays", "OUT_OF_RANGE");
        district.post(officer, ALL, "{\"householdId\":\"%s\",\"memberId\":\"%s\",\"rhythmDays\":0}".formatted(household, member))
                .invalid("rhythmDays", "OUT_OF_RANGE");
        district.post(officer, ALL,
                "{\"householdId\":\"%s\",\"memberId\":\"%s\",\"rhythmDays\":\"7\"}".formatted(household, member))
                .invalid("rhythmDays", "WRONG_TYPE");
        district.post(officer, ALL, "{\"householdId\":{\"$ne\":null},\"memberId\":\"m\",\"rhythmDays\":7}").invalid("householdId",
                "WRONG_TYPE");
        district.post(officer, ALL, "{\"householdId\":\"a\\u0000\",\"memberId\":\"m\",\"rhythmDays\":7}").invalid("householdId",
                "UNSOUND_TEXT");
    }

    @Test
    void pairingsAreMadeAndChangedByTheirOfficersAlone() {
        String pairing = pair(household, member);
        String other = district.neighbour(unit, here);
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(other), TestTokens.liaison(unit), ADMIN,
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.post(token, ALL, body(household, other)).refused(403, "FORBIDDEN");
            district.patch(token, pairing, "nonsense", "If-Match", "*").refused(403, "FORBIDDEN");
            district.post(token, pairing + "/ending", "nonsense").refused(403, "FORBIDDEN");
            district.post(token, pairing + "/visits", "nonsense").refused(403, "FORBIDDEN");
        }
        district.patch(TestTokens.member(member), pairing, "{}", "If-Match", "*").refused(403, "FORBIDDEN");
        district.post(TestTokens.member(member), pairing + "/ending", "{}").refused(403, "FORBIDDEN");
        for (String token : List.of(officer, TestTokens.member(member), ADMIN)) {
            district.get(token, pairing).is(200);
            district.get(token, pairing + "/visits").is(200);
        }
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(other), TestTokens.liaison(unit),
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.get(token, pairing).refused(403, "FORBIDDEN");
            district.get(token, pairing + "/visits").refused(403, "FORBIDDEN");
        }
        district.get("", pairing).refused(401, "UNAUTHENTICATED");
        district.get(officer, ALL + "/none").refused(404, "NOT_FOUND");
        district.post(officer, ALL + "/none/visits", "{}").refused(404, "NOT_FOUND");
        district.post(officer, ALL + "/none/ending", "{}").refused(404, "NOT_FOUND");
    }

    @Test
    void entersAVisitOnceForOneKey() {
        String pairing = pair(household, member);
        String visit = visit(today(), "陪聊天");
        Answer made = district.post(TestTokens.member(member), pairing + "/visits", visit, "Idempotency-Key", member).is(201);

        assertThat(made.get("/note")).isEqualTo("陪聊天");
        assertThat(made.get("/date")).isEqualTo(today().toString());
        assertThat(district.post(TestTokens.member(member), pairing + "/visits", visit, "Idempotency-Key", member).is(201).text())
                .isEqualTo(made.text());
        district.post(officer, pairing + "/visits", visit(today(), "送药")).is(201);
        Answer read = district.get(officer, pairing).is(200);
        assertThat(read.get("/visits")).isEqualTo("2");
        assertThat(read.get("/minutes")).isEqualTo("80");
        assertThat(read.get("/lastVisitOn")).isEqualTo(today().toString());
        assertThat(stored(pairing)).doesNotContain("陪聊天", "送药");
    }

    @Test
    void notesAreReadByTheOfficerAndTheVisitorAndThatIsLogged() {
        String pairing = pair(household, member);
        district.post(TestTokens.member(member), pairing + "/visits", visit(today(), "陪聊天")).is(201);
        district.post(officer, pairing + "/visits", visit(today(), null)).is(201);

        Answer first = district.get(officer, pairing + "/visits?limit=1").is(200);
        assertThat(first.body().path("items").path(0).has("note")).isFalse();
        assertThat(district.get(officer, pairing + "/visits?limit=1&cursor={c}", first.get("/next")).get("/items/0/note"))
                .isEqualTo("陪聊天");
        assertThat(district.get(TestTokens.member(member), pairing + "/visits").get("/items/1/note")).isEqualTo("陪聊天");
        assertThat(district.get(ADMIN, pairing + "/visits").is(200).text()).doesNotContain("陪聊天");
        assertThat(district.get(officer, "/api/v1/households/" + household + "/accesses").is(200).body().path("items").values()
                .stream().map(line -> line.path("what").asString())).containsExactly("visitNotes", "visitNotes");
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\"}").is(200);
        assertThat(district.get(TestTokens.member(member), pairing + "/visits").is(200).text()).doesNotContain("陪聊天");
    }

    @Test
    void refusesVisitsThatCannotHaveBeen() {
        String pairing = pair(household, member);
        String visits = pairing + "/visits";

        district.post(officer, visits, "{}").invalid("date", "REQUIRED").invalid("minutes", "REQUIRED");
        district.post(officer, visits, visit(today().plusDays(1), null)).invalid("date", "IN_FUTURE");
        district.post(officer, visits, visit(today().minusDays(1), null)).invalid("date", "BEFORE_PAIRING");
        district.post(officer, visits, visit(today(), null).replace("40", "0")).invalid("minutes", "OUT_OF_RANGE");
        district.post(officer, visits, visit(today(), null).replace("40", "1441")).invalid("minutes", "OUT_OF_RANGE");
        district.post(officer, visits, "{\"date\":\"2026-02-30\",\"minutes\":40}").invalid("date", "MALFORMED");
        district.post(officer, visits, "{\"date\":20000,\"minutes\":40}").is(400);
        district.post(officer, visits, visit(today(), "n".repeat(501))).invalid("note", "TOO_LONG");
        district.post(officer, pairing + "/ending", "{\"reason\":\"REGISTRATION_ENDED\"}").invalid("reason", "NOT_ONE_OF");
        district.post(officer, pairing + "/ending", "{}").invalid("reason", "REQUIRED");
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\"}").is(200);
        district.post(officer, visits, visit(today(), null)).refused(409, "PAIRING_ENDED");
        district.post(TestTokens.member(member), visits, visit(today(), null)).refused(409, "PAIRING_ENDED");
    }

    @Test
    void agreesAnotherRhythmUnderItsVersion() {
        String pairing = pair(household, member);
        awaitSettled(pairing);

        district.patch(officer, pairing, "{\"rhythmDays\":14}").refused(428, "PRECONDITION_REQUIRED");
        district.patch(officer, pairing, "{\"rhythmDays\":14}", "If-Match", "\"1\"").refused(412, "STALE_VERSION");
        district.patch(officer, pairing, "{\"rhythmDays\":400}", "If-Match", "*").invalid("rhythmDays", "OUT_OF_RANGE");
        assertThat(district.patch(officer, pairing, "{\"rhythmDays\":14}", "If-Match", "\"2\"").is(200).get("/dueOn"))
                .isEqualTo(today().plusDays(14).toString());
    }

    @Test
    void listsWhatIsOverdueTheLongestFirst() {
        String late = old(household, member, 30);
        String later = old(district.household(here), district.neighbour(unit, here), 60);
        String fresh = id(pair(district.household(here), district.neighbour(unit, here)));
        String ended = old(district.household(here), district.neighbour(unit, here), 90);
        district.post(officer, ALL + "/" + ended + "/ending", "{\"reason\":\"OTHER\"}").is(200);
        String list = ALL + "?overdue=true&communityId=" + here;

        Answer first = district.get(officer, list + "&limit=1").is(200);
        assertThat(ids(first)).containsExactly(later);
        assertThat(first.get("/items/0/overdue")).isEqualTo("true");
        assertThat(ids(district.get(officer, list + "&limit=1&cursor={c}", first.get("/next")))).containsExactly(late);
        assertThat(ids(district.get(ADMIN, list))).containsExactly(later, late);
        assertThat(ids(district.get(ADMIN, ALL + "?overdue=true&limit=200"))).contains(later, late).doesNotContain(fresh, ended);
        assertThat(ids(district.get(TestTokens.member(member), ALL + "?overdue=true"))).containsExactly(late);
        district.post(officer, ALL + "/" + later + "/visits", visit(today(), null)).is(201);
        assertThat(ids(district.get(officer, list))).containsExactly(late);
        district.get(TestTokens.officer("350211102006"), list).refused(403, "FORBIDDEN");
        district.get(TestTokens.supervisor("EFFICIENCY"), list).refused(403, "FORBIDDEN");
        district.get(officer, ALL + "?overdue=perhaps").is(400);
    }

    @Test
    void listsInPagesWhatTheCallerMaySee() {
        String one = id(pair(household, member));
        String two = id(pair(district.household(here), district.neighbour(unit, here)));
        district.post(officer, ALL + "/" + two + "/ending", "{\"reason\":\"OTHER\"}").is(200);

        Answer first = district.get(officer, ALL + "?limit=1").is(200);
        assertThat(ids(first)).containsExactly(one);
        assertThat(ids(district.get(officer, ALL + "?limit=1&cursor={c}", first.get("/next")))).containsExactly(two);
        assertThat(ids(district.get(officer, ALL + "?status=ENDED"))).containsExactly(two);
        assertThat(ids(district.get(ADMIN, ALL + "?communityId=" + here + "&status=ACTIVE"))).containsExactly(one);
        assertThat(ids(district.get(TestTokens.member(member), ALL))).containsExactly(one);
        district.get(TestTokens.member(member), ALL + "?memberId=another").refused(403, "FORBIDDEN");
        district.get(officer, ALL + "?communityId=350211102006").refused(403, "FORBIDDEN");
        district.get(officer, ALL + "?status=SLEEPING").invalid("status", "NOT_ONE_OF");
        district.get(officer, ALL + "?cursor=%00").is(400);
    }

    @Test
    void remindsOnceForADueDateWhoeverLooksHoweverOften() {
        String id = id(pair(household, member));
        awaitSettled(ALL + "/" + id);
        List<VisitDue> sent = new ArrayList<>();
        Instant before = today().plusDays(7).atTime(8, 59).atZone(ZONE).toInstant();
        Instant morning = today().plusDays(7).atTime(9, 0).atZone(ZONE).toInstant();

        keeperAt(before, sent::add).look(id);
        assertThat(sent).isEmpty();
        keeperAt(morning, sent::add).look(id);
        keeperAt(morning.plus(Duration.ofDays(3)), sent::add).look(id);
        assertThat(sent).containsExactly(new VisitDue(id + ":" + today().plusDays(7), id, member, today().plusDays(7)));
        assertThat(pairings.aggregates().due(Instant.parse("2999-01-01T00:00:00Z"), 100_000)).doesNotContain(id);
    }

    @Test
    void aReminderThatDidNotGoOutComesAgain() {
        String id = id(pair(household, member));
        awaitSettled(ALL + "/" + id);
        Instant morning = today().plusDays(7).atTime(9, 0).atZone(ZONE).toInstant();
        List<VisitDue> sent = new ArrayList<>();

        assertThatThrownBy(() -> keeperAt(morning, due -> {
            throw new IllegalStateException("inbox is away");
        }).look(id)).hasMessage("inbox is away");
        DueWork work = new DueWork("pairing", pairings.aggregates(), Clock.fixed(morning, ZoneOffset.UTC), Duration.ofDays(1),
                keeperAt(morning, sent::add)::look);
        work.look();
        work.look();
        assertThat(sent).filteredOn(due -> due.pairingId().equals(id)).hasSize(1);
    }

    @Test
    void endsByItselfWithTheRegistration() {
        String pairing = pair(household, member);
        district.leavesHome(member);

        Answer ended = awaitEnded(pairing);
        assertThat(ended.get("/ending/reason")).isEqualTo("REGISTRATION_ENDED");
        pair(household, district.neighbour(unit, here));
    }

    @Test
    void endsByItselfWithTheErasureOfItsMember() {
        String pairing = pair(household, member);
        String team = team(here, "CARE");
        district.put(officer, "/api/v1/teams/" + team + "/members/" + member, "").is(201);
        district.delete(TestTokens.member(member), "/api/v1/members/" + member).is(204);

        assertThat(awaitEnded(pairing).get("/ending/reason")).isEqualTo("MEMBER_DELETED");
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> district.get(officer, "/api/v1/teams/" + team).get("/memberIds").equals("[]"));
    }

    @Test
    void writesNotesAnewWithTheFirstKey() {
        String pairing = pair(household, member);
        district.post(officer, pairing + "/visits", visit(today(), "陪聊天")).is(201);
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\",\"note\":\"搬去女儿家\"}").is(200);
        Pairing before = desk.get(id(pairing)).state();
        NoteSealing oldKey = new NoteSealing(new FieldCipher(OLD_KEY));
        pairings.aggregates().change(id(pairing), current -> Change.of(before.noted(
                before.visits().stream().map(one -> one.noted(Optional.of(oldKey.sealVisit(id(pairing), one.visitId(), "陪聊天"))))
                        .toList(),
                Optional.of(oldKey.sealEnding(id(pairing), "搬去女儿家")))));
        NoteSealing rotating = new NoteSealing(new FieldCipher(NEW_KEY + "," + OLD_KEY));

        Pairing old = desk.get(id(pairing)).state();
        assertThat(rotating.isFresh(old)).isFalse();
        Pairing anew = rotating.anew(old);
        assertThat(rotating.isFresh(anew)).isTrue();
        NoteSealing newKey = new NoteSealing(new FieldCipher(NEW_KEY));
        assertThat(
                newKey.openVisit(id(pairing), anew.visits().getFirst().visitId(), anew.visits().getFirst().note().orElseThrow()))
                .isEqualTo("陪聊天");
        assertThat(newKey.openEnding(id(pairing), anew.ending().orElseThrow().note().orElseThrow())).isEqualTo("搬去女儿家");
        pairings.aggregates().change(id(pairing), current -> Change.of(before));
        assertThat(keeper.resealAll()).isZero();
    }

    @Test
    void aPairingMadeInTheMomentOfLeavingEndsByItself() {
        String outsider = district.member(unit);
        Pairing pairing = Pairing.made(Ids.next(), new Pair(household, outsider, here), new Terms(7, Optional.empty()),
                clock.instant(), ZONE);
        create(pairing);

        assertThat(awaitEnded(ALL + "/" + pairing.pairingId()).get("/ending/reason")).isEqualTo("REGISTRATION_ENDED");
    }

    @Test
    void aPairingMadeInTheMomentOfRemovalEndsByItself() {
        district.delete(officer, "/api/v1/households/" + household).is(204);
        Pairing pairing = Pairing.made(Ids.next(), new Pair(household, member, here), new Terms(7, Optional.empty()),
                clock.instant(), ZONE);
        create(pairing);

        assertThat(awaitEnded(ALL + "/" + pairing.pairingId()).get("/ending/reason")).isEqualTo("HOUSEHOLD_REMOVED");
    }

    @Test
    void aRemovedHouseholdTakesItsPairingAndAllNotesWithIt() {
        String pairing = pair(household, member);
        district.post(TestTokens.member(member), pairing + "/visits", visit(today(), "陪聊天")).is(201);
        district.delete(officer, "/api/v1/households/" + household).is(204);

        Answer ended = district.get(officer, pairing).is(200);
        assertThat(ended.get("/ending/reason")).isEqualTo("HOUSEHOLD_REMOVED");
        assertThat(ended.get("/minutes")).isEqualTo("40");
        assertThat(stored(pairing)).doesNotContain("note");
        pair(district.household(here), member);
    }

    @Test
    void servesItsListsFromIndexes() {
        assertThat(database.getCollection("pairings").listIndexes().map(index -> index.get("key").toString()))
                .anyMatch(key -> key.contains("communityId") && key.contains("overdueOrder"))
                .anyMatch(key -> key.contains("activeMemberId")).anyMatch(key -> key.contains("activeHouseholdId"))
                .anyMatch(key -> key.contains("dueAt"));
    }

    private PairingKeeper keeperAt(Instant now, Reminders reminders) {
        return new PairingKeeper(pairings, households, members, sealing, List.of(reminders), List.of(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String pair(String householdId, String memberId) {
        return district.post(officer, ALL, body(householdId, memberId)).is(201).location();
    }

    /** A weekly pairing that began so many days ago and was never visited. */
    private String old(String householdId, String memberId, int days) {
        Pairing pairing = Pairing.made(Ids.next(), new Pair(householdId, memberId, here), new Terms(7, Optional.empty()),
                clock.instant().minus(Duration.ofDays(days)), ZONE);
        create(pairing);
        return pairing.pairingId();
    }

    private void create(Pairing pairing) {
        pairings.aggregates().create(pairing.pairingId(), new RequestKey(Optional.empty(), List.of()), Change.of(pairing),
                there -> new IllegalStateException());
    }

    private String team(String communityId, String kind) {
        return district.post(TestTokens.officer(communityId), "/api/v1/teams",
                "{\"kind\":\"%s\",\"name\":\"乡邻互助队\",\"communityId\":\"%s\"}".formatted(kind, communityId)).is(201)
                .get("/teamId");
    }

    private String under(String teamId) {
        return body(household, member).replace("}", ",\"teamId\":\"" + teamId + "\"}");
    }

    private static String body(String householdId, String memberId) {
        return "{\"rhythmDays\":7,\"householdId\":\"%s\",\"memberId\":\"%s\"}".formatted(householdId, memberId);
    }

    private static String visit(LocalDate date, String note) {
        return "{\"date\":\"%s\",\"minutes\":40%s}".formatted(date, note == null ? "" : ",\"note\":\"" + note + "\"");
    }

    private LocalDate today() {
        return clock.instant().atZone(ZONE).toLocalDate();
    }

    private String stored(String pairing) {
        return database.getCollection("pairings").find(Filters.eq("_id", id(pairing))).first().toJson();
    }

    private void awaitSettled(String pairing) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> desk.get(id(pairing)).state().settled());
    }

    private Answer awaitEnded(String pairing) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> district.get(officer, pairing),
                read -> read.get("/status").equals("ENDED"));
    }

    private static List<String> ids(Answer page) {
        return page.is(200).body().path("items").values().stream().map(item -> item.path("pairingId").asString()).toList();
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
