package cn.jinlin.registration.team;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class TeamApiTest {
    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    KafkaTemplate<String, byte[]> kafka;
    @Autowired
    TeamDesk desk;
    @Autowired
    Teams teams;

    private String here;
    private String unit;
    private String officer;
    private String member;
    private String other;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        officer = TestTokens.officer(here);
        member = district.neighbour(unit, here);
        other = district.neighbour(unit, here);
    }

    @Test
    void makesATeamWithItsLeaderAndMembers() {
        Answer made = district.post(officer, "/api/v1/teams", body(
                "\"compoundId\":\"shuangle-garden\",\"leaderId\":\"%s\",\"memberIds\":[\"%s\"],".formatted(member, other)))
                .is(201);

        assertThat(made.location()).isEqualTo("/api/v1/teams/" + made.get("/teamId"));
        assertThat(made.etag()).isEqualTo("\"1\"");
        assertThat(made.get("/leaderId")).isEqualTo(member);
        assertThat(made.get("/status")).isEqualTo("ACTIVE");
        assertThat(members(made)).containsExactly(member, other);
        Answer read = district.get(officer, made.location()).is(200);
        assertThat(read.text()).isEqualTo(made.text());
        assertThat(read.etag()).isEqualTo(made.etag());
    }

    @Test
    void refusesWhatIsNoTeam() {
        String outsider = district.member(unit);
        String asked = district.member(unit);
        district.put(TestTokens.member(asked), home(asked), "{\"communityId\":\"" + here + "\"}").is(201);

        district.post(officer, "/api/v1/teams", "{}").invalid("kind", "REQUIRED").invalid("name", "REQUIRED")
                .invalid("communityId", "REQUIRED");
        district.post(officer, "/api/v1/teams", body("").replace("亲邻先锋队", "  ")).invalid("name", "MALFORMED");
        district.post(officer, "/api/v1/teams", body("").replace("亲邻先锋队", "a\\u0000b")).invalid("name", "UNSOUND_TEXT");
        district.post(officer, "/api/v1/teams", body("").replace("\"亲邻先锋队\"", "{\"$ne\":1}")).invalid("name", "WRONG_TYPE");
        district.post(officer, "/api/v1/teams", body("").replace("VANGUARD", "GANG")).invalid("kind", "NOT_ONE_OF");
        district.post(officer, "/api/v1/teams", body("\"motto\":\"x\",")).invalid("motto", "UNKNOWN_FIELD");
        district.post(officer, "/api/v1/teams", body("\"memberIds\":[\"\"],")).invalid("memberIds[0]", "REQUIRED");
        district.post(officer, "/api/v1/teams", body("\"compoundId\":\"none\",")).refused(409, "COMPOUND_UNKNOWN");
        district.post(officer, "/api/v1/teams", body("\"leaderId\":\"none\",")).refused(404, "NOT_FOUND");
        district.post(officer, "/api/v1/teams", body("\"leaderId\":\"" + outsider + "\",")).refused(409, "NOT_REGISTERED_THERE");
        district.post(officer, "/api/v1/teams", body("\"memberIds\":[\"" + asked + "\"],")).refused(409, "NOT_REGISTERED_THERE");
        district.post(TestTokens.officer("350211999999"), "/api/v1/teams", body("").replace(here, "350211999999")).refused(409,
                "COMMUNITY_UNKNOWN");
    }

    @Test
    void keepsMarkupInANameAsPlainText() {
        String markup = "<img src=x onerror=alert(1)>";
        assertThat(district.post(officer, "/api/v1/teams", body("").replace("亲邻先锋队", markup)).is(201).get("/name"))
                .isEqualTo(markup);
    }

    @Test
    void theOfficersOfItsCommunityAloneMakeAndChangeIt() {
        String team = team("");
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(member), TestTokens.liaison(unit),
                ADMIN, TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.post(token, "/api/v1/teams", body("")).refused(403, "FORBIDDEN");
            district.patch(token, team, "nonsense", "If-Match", "*").refused(403, "FORBIDDEN");
            district.put(token, team + "/members/" + member, "").refused(403, "FORBIDDEN");
            district.delete(token, team).refused(403, "FORBIDDEN");
        }
        district.post("", "/api/v1/teams", body("")).refused(401, "UNAUTHENTICATED");
        district.put(officer, team, "{}").is(405);
    }

    @Test
    void isReadByItsOfficersItsMembersTheDistrictAndSupervisors() {
        String team = team("\"memberIds\":[\"" + member + "\"],");
        for (String token : List.of(officer, TestTokens.member(member), ADMIN, TestTokens.supervisor("ORGANIZATION"))) {
            district.get(token, team).is(200);
        }
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(other), TestTokens.liaison(unit),
                TestTokens.platform("city"))) {
            district.get(token, team).refused(403, "FORBIDDEN");
        }
        district.get("", team).refused(401, "UNAUTHENTICATED");
        district.get(officer, "/api/v1/teams/none").refused(404, "NOT_FOUND");
        district.get(officer, "/api/v1/teams/{id}", "{\"$gt\":\"\"}").refused(404, "NOT_FOUND");
    }

    @Test
    void takesInWhoIsRegisteredThereAndNobodyElse() {
        String team = team("");
        String outsider = district.member(unit);

        Answer joined = district.put(officer, team + "/members/" + member, "").is(201);
        assertThat(members(joined)).containsExactly(member);
        assertThat(district.put(officer, team + "/members/" + member, "").is(200).etag()).isEqualTo(joined.etag());
        district.put(officer, team + "/members/" + outsider, "").refused(409, "NOT_REGISTERED_THERE");
        district.put(officer, team + "/members/none", "").refused(404, "NOT_FOUND");
        district.put(officer, "/api/v1/teams/none/members/" + member, "").refused(404, "NOT_FOUND");
    }

    @Test
    void aMemberLeavesByItselfAndTheOfficerLetsOthersGo() {
        String team = team("\"leaderId\":\"%s\",\"memberIds\":[\"%s\"],".formatted(member, other));

        district.delete(TestTokens.member(member), team + "/members/" + other).refused(403, "FORBIDDEN");
        district.delete(ADMIN, team + "/members/" + other).refused(403, "FORBIDDEN");
        district.delete(TestTokens.member(member), team + "/members/" + member).is(204);
        district.delete(TestTokens.member(member), team + "/members/" + member).refused(404, "NOT_FOUND");
        district.get(TestTokens.member(member), team).refused(403, "FORBIDDEN");
        assertThat(district.get(officer, team).is(200).body().has("leaderId")).isFalse();
        district.delete(officer, team + "/members/" + other).is(204);
        assertThat(members(district.get(officer, team))).isEmpty();
    }

    @Test
    void changesUnderItsVersionAlone() {
        String team = team("\"memberIds\":[\"" + member + "\"],");

        district.patch(officer, team, "{\"name\":\"乡邻互助队\"}").refused(428, "PRECONDITION_REQUIRED");
        district.patch(officer, team, "{\"name\":\"乡邻互助队\"}", "If-Match", "\"9\"").refused(412, "STALE_VERSION");
        district.patch(officer, team, "{\"leaderId\":\"" + other + "\"}", "If-Match", "*").refused(409, "LEADER_NOT_IN_TEAM");
        district.patch(officer, team, "{\"compoundId\":\"none\"}", "If-Match", "*").refused(409, "COMPOUND_UNKNOWN");
        district.patch(officer, team, "{\"name\":\"\"}", "If-Match", "*").invalid("name", "MALFORMED");
        Answer named = district.patch(officer, team, "{\"kind\":\"MUTUAL_AID\",\"leaderId\":\"" + member + "\"}", "If-Match",
                "\"1\"").is(200);
        assertThat(named.get("/leaderId")).isEqualTo(member);
        assertThat(named.get("/kind")).isEqualTo("MUTUAL_AID");
        assertThat(named.get("/name")).isEqualTo("亲邻先锋队");
        district.patch(officer, team, "{\"name\":\"乙\"}", "If-Match", "\"1\"").refused(412, "STALE_VERSION");
        assertThat(district.patch(officer, team, "{}", "If-Match", named.etag()).is(200).etag()).isEqualTo(named.etag());
    }

    @Test
    void staysReadableAsDisbanded() {
        String team = team("\"leaderId\":\"" + member + "\",");

        district.delete(officer, team, "If-Match", "\"7\"").refused(412, "STALE_VERSION");
        district.delete(officer, team).is(204);
        district.delete(officer, team).is(204);
        assertThat(district.get(officer, team).is(200).get("/status")).isEqualTo("DISBANDED");
        district.put(officer, team + "/members/" + member, "").refused(409, "TEAM_DISBANDED");
        district.patch(officer, team, "{\"name\":\"乙\"}", "If-Match", "*").refused(409, "TEAM_DISBANDED");
        assertThat(ids(district.get(officer, "/api/v1/teams?communityId=" + here))).isEmpty();
        assertThat(ids(district.get(TestTokens.member(member), "/api/v1/teams"))).isEmpty();
    }

    @Test
    void makesOneTeamForOneIdempotencyKey() {
        String key = District.phone();
        Answer once = district.post(officer, "/api/v1/teams", body(""), "Idempotency-Key", key).is(201);

        assertThat(district.post(officer, "/api/v1/teams", body(""), "Idempotency-Key", key).is(201).text())
                .isEqualTo(once.text());
        district.post(officer, "/api/v1/teams", body("").replace("亲邻", "乡邻"), "Idempotency-Key", key).refused(422,
                "IDEMPOTENCY_KEY_REUSED");
        assertThat(ids(district.get(officer, "/api/v1/teams"))).hasSize(1);
    }

    @Test
    void listsInPagesWhatTheCallerMaySee() {
        String vanguard = id(team("\"memberIds\":[\"" + member + "\"],"));
        String care = id(district.post(officer, "/api/v1/teams", body("").replace("VANGUARD", "CARE")).is(201).location());
        String last = id(team("\"memberIds\":[\"" + member + "\",\"" + other + "\"],"));
        String list = "/api/v1/teams";

        Answer first = district.get(officer, list + "?limit=2").is(200);
        assertThat(ids(first)).containsExactly(vanguard, care);
        Answer second = district.get(officer, list + "?limit=2&cursor={c}", first.get("/next")).is(200);
        assertThat(ids(second)).containsExactly(last);
        assertThat(second.body().path("next").isMissingNode() || second.body().path("next").isNull()).isTrue();
        assertThat(ids(district.get(ADMIN, list + "?communityId=" + here + "&kind=CARE"))).containsExactly(care);
        assertThat(ids(district.get(ADMIN, list + "?memberId=" + member))).containsExactly(vanguard, last);
        assertThat(ids(district.get(officer, list + "?kind=VANGUARD&memberId=" + other))).containsExactly(last);
        assertThat(ids(district.get(TestTokens.member(member), list))).containsExactly(vanguard, last);
        assertThat(ids(district.get(TestTokens.member(member), list + "?memberId=" + member + "&limit=1")))
                .containsExactly(vanguard);
        assertThat(ids(district.get(TestTokens.supervisor("EFFICIENCY"), list + "?communityId=" + here))).hasSize(3);
        assertThat(ids(district.get(ADMIN, list + "?limit=200"))).isNotEmpty();
        district.get(TestTokens.member(member), list + "?memberId=" + other).refused(403, "FORBIDDEN");
        district.get(officer, list + "?communityId=350211102006").refused(403, "FORBIDDEN");
        district.get(TestTokens.liaison(unit), list).refused(403, "FORBIDDEN");
        district.get(TestTokens.platform("city"), list).refused(403, "FORBIDDEN");
        district.get(officer, list + "?kind=GANG").invalid("kind", "NOT_ONE_OF");
        district.get(officer, list + "?cursor=garbage").refused(400, "INVALID_CURSOR");
        district.get(officer, list + "?limit=0").invalid("limit", "OUT_OF_RANGE");
    }

    @Test
    void whoeverIsNoLongerRegisteredThereLeavesByItself() {
        String led = team("\"leaderId\":\"%s\",\"memberIds\":[\"%s\"],".formatted(member, other));
        String second = team("\"memberIds\":[\"" + member + "\"],");
        district.leavesHome(member);

        awaitMembers(led, other);
        awaitMembers(second);
        assertThat(district.get(officer, led).body().has("leaderId")).isFalse();
        assertThat(desk.find(id(second)).orElseThrow().active()).isTrue();
    }

    @Test
    void oneOfTwoRegistrationsIsEnoughToStay() {
        String work = "/api/v1/members/" + member + "/registrations/unit-community";
        district.put(TestTokens.member(member), work, "{\"communityId\":\"" + here + "\"}").is(201);
        district.post(officer, work + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        String team = team("\"memberIds\":[\"%s\",\"%s\"],".formatted(member, other));
        district.leavesHome(member);
        district.leavesHome(other);

        awaitMembers(team, member);
        district.delete(TestTokens.member(member), work).is(200);
        awaitMembers(team);
    }

    @Test
    void aMoveToAnotherCommunityLeavesTheTeam() {
        String team = team("\"memberIds\":[\"" + member + "\"],");
        district.put(TestTokens.member(member), home(member), "{\"communityId\":\"" + district.community() + "\"}").is(201);

        awaitMembers(team);
    }

    @Test
    void whoeverLostItsRegistrationWhileItWasTakenInIsLetGo() {
        String outsider = district.member(unit);
        String id = Ids.next();
        teams.aggregates().create(id, new RequestKey(Optional.empty(), List.of(id)),
                Change.of(Team.made(id, new Team.Plan(TeamKind.CARE, "爱心集美队", here, Optional.empty(), Optional.of(outsider),
                        List.of(member)))),
                there -> new IllegalStateException());

        awaitMembers("/api/v1/teams/" + id, member);
    }

    @Test
    void followingDropsNobodyWhoServes() {
        String team = team("\"memberIds\":[\"%s\",\"%s\"],".formatted(member, other));

        desk.follow(Set.of(member, other, "none"));
        assertThat(members(district.get(officer, team))).containsExactly(member, other);
        assertThat(district.get(officer, team).etag()).isEqualTo("\"1\"");
    }

    @Test
    void theRecordOnTheTopicIsWhatOtherServicesRead() {
        String team = team("\"leaderId\":\"" + member + "\",\"compoundId\":\"shuangle-garden\",");
        String id = id(team);
        district.put(officer, team + "/members/" + other, "").is(201);
        district.delete(officer, team).is(204);
        told.last(id, 3, TeamChanged.class);

        List<Received<RegistrationEvent>> read = new EventReader(kafka).read(told.records(id), RegistrationEvent.class);
        assertThat(read).extracting(Received::version).containsExactly(1L, 2L, 3L);
        TeamChanged grown = (TeamChanged) read.get(1).event();
        assertThat(grown.leaderId()).contains(member);
        assertThat(grown.memberIds()).containsExactly(member, other);
        assertThat(grown.communityId()).isEqualTo(here);
        assertThat(grown.compoundId()).contains("shuangle-garden");
        TeamChanged gone = (TeamChanged) read.getLast().event();
        assertThat(gone.status()).isEqualTo(TeamStatus.DISBANDED);
        assertThat(gone.memberIds()).isEmpty();
        assertThat(told.headers(id)).containsEntry("ce_type", "team.changed.v1").containsEntry("ce_partitionkey", id);
    }

    @Test
    void aRushOfComingAndGoingLosesNobody() throws Exception {
        String team = team("");
        List<String> crowd = IntStream.range(0, 12).mapToObj(i -> district.neighbour(unit, here)).toList();
        List<Callable<Integer>> commands = new ArrayList<>();
        crowd.forEach(one -> commands.add(() -> district.put(officer, team + "/members/" + one, "").status()));
        crowd.forEach(one -> commands.add(() -> district.put(officer, team + "/members/" + one, "").status()));

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : threads.invokeAll(commands)) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnly(201, 200).filteredOn(status -> status == 201).hasSize(12);
        assertThat(members(district.get(officer, team))).containsExactlyInAnyOrderElementsOf(crowd);
    }

    private String team(String more) {
        return district.post(officer, "/api/v1/teams", body(more)).is(201).location();
    }

    private String body(String more) {
        return "{%s\"kind\":\"VANGUARD\",\"name\":\"亲邻先锋队\",\"communityId\":\"%s\"}".formatted(more, here);
    }

    private static String home(String memberId) {
        return "/api/v1/members/" + memberId + "/registrations/residence";
    }

    private void awaitMembers(String team, String... left) {
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(members(district.get(officer, team))).containsExactly(left));
    }

    private static List<String> members(Answer team) {
        return team.body().path("memberIds").values().stream().map(one -> one.asString()).toList();
    }

    private static List<String> ids(Answer page) {
        return page.is(200).body().path("items").values().stream().map(item -> item.path("teamId").asString()).toList();
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
