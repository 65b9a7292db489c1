package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Claims beyond the plain one: teams, absences, assignments, and what else a refused member may do. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class ClaimRulesApiTest {
    private static final String COMMUNITY = "350211102007";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private Schedules schedules;
    @Autowired
    private MovableClock clock;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        district.community(COMMUNITY);
    }

    private String draft(Instant start, int places, String audience, String more) {
        MvcTestResult posted = api.post(OFFICER, "/orders",
                Api.order(COMMUNITY, start, start.plus(Duration.ofHours(1)), places, audience, more));
        assertThat(posted).hasStatus(201);
        return "/orders/" + body(posted).path("orderId").asString();
    }

    private String published(Instant start, int places, String audience, String more) {
        String path = draft(start, places, audience, more);
        assertThat(api.post(OFFICER, path + "/publication", "")).hasStatusOk();
        return path;
    }

    private String open(Instant start, int places) {
        return published(start, places, "COMMUNITY", "");
    }

    private Instant inHours(int hours) {
        return clock.instant().plus(Duration.ofHours(hours));
    }

    private MvcTestResult claim(String path, String member) {
        return api.post(TestTokens.member(member), path + "/claims", "{}");
    }

    private static String offer(String party, String id, int places, Instant deadline) {
        return ",\"offers\":[{\"%s\":\"%s\",\"places\":%d,\"deadline\":\"%s\"}]".formatted(party, id, places, deadline);
    }

    @Test
    void offersAnOrderToATeamWhoseLeaderAnswersAndWhoseMembersClaim() {
        String leader = district.resident(COMMUNITY);
        String anna = district.resident(COMMUNITY);
        String stranger = district.resident(COMMUNITY);
        String team = district.team(COMMUNITY, leader, anna);
        String path = published(inHours(3), 1, "PARTNER_UNITS", offer("teamId", team, 1, inHours(2)));
        String response = path + "/offers/" + team + "/response";
        assertThat(code(api.post(TestTokens.member(anna), response, "{\"decision\":\"ACCEPTED\"}"))).isEqualTo("403 FORBIDDEN");
        MvcTestResult accepted = api.post(TestTokens.member(leader), response, "{\"decision\":\"ACCEPTED\"}");
        assertThat(accepted).hasStatusOk();
        assertThat(body(accepted).path("offers").get(0).path("teamId").asString()).isEqualTo(team);
        assertThat(code(claim(path, stranger))).isEqualTo("409 NOT_ELIGIBLE");
        assertThat(claim(path, anna)).hasStatus(201);
        assertThat(code(claim(path, leader))).isEqualTo("409 UNIT_QUOTA_REACHED");
    }

    @Test
    void publishesNoOfferToATeamOfAnotherCommunity() {
        district.community("350211102008");
        String elsewhere = district.team("350211102008", district.resident("350211102008"));
        String path = draft(inHours(3), 1, "COMMUNITY", offer("teamId", elsewhere, 1, inHours(2)));
        assertThat(code(api.post(OFFICER, path + "/publication", ""))).isEqualTo("409 OFFER_WITHOUT_TIE");
    }

    private String missed(String member) {
        Instant start = inHours(1);
        String path = open(start, 1);
        assertThat(claim(path, member)).hasStatus(201);
        clock.moveTo(start.plus(Duration.ofMinutes(30)));
        assertThat(api.post(OFFICER, path + "/completion", "{\"summary\":\"nobody came\"}")).hasStatus(200);
        assertThat(api.post(OFFICER, path + "/acceptance", "{\"verdict\":\"ACCEPTED\"}")).hasStatus(200);
        awaitStanding(member, path, Hold.Standing.MISSED);
        return path;
    }

    private void awaitStanding(String member, String path, Hold.Standing expected) {
        await().until(() -> schedules.of(member).on(path.substring("/orders/".length())).map(Hold::standing)
                .filter(standing -> standing == expected).isPresent());
    }

    @Test
    void countsNoAbsenceOfAnAcceptanceThatWasTakenBack() {
        String anna = district.resident(COMMUNITY);
        missed(anna);
        String second = missed(anna);
        assertThat(api.post(OFFICER, second + "/reopening", "{\"reason\":\"she was there\"}")).hasStatus(200);
        awaitStanding(anna, second, Hold.Standing.OVER);
        assertThat(body(claim(open(inHours(6), 1), anna)).path("status").asString()).isEqualTo("CLAIMED");
    }

    @Test
    void letsAnOfficerDecideOverTheClaimOfWhoWasAbsentTwice() {
        String anna = district.resident(COMMUNITY);
        missed(anna);
        assertThat(body(claim(open(inHours(3), 2), anna)).path("status").asString()).isEqualTo("CLAIMED");
        missed(anna);
        String path = open(inHours(6), 1);
        MvcTestResult waits = claim(path, anna);
        assertThat(waits).hasStatus(201);
        assertThat(body(waits).path("status").asString()).isEqualTo("AWAITING_OFFICER");
        String decision = path + "/claims/" + anna + "/decision";
        assertThat(code(api.post(TestTokens.officer("350211102008"), decision, "{\"decision\":\"CONFIRMED\"}")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(OFFICER, decision, "{\"decision\":\"PERHAPS\"}"))).isEqualTo("400 INVALID_INPUT");
        MvcTestResult confirmed = api.post(OFFICER, decision, "{\"decision\":\"CONFIRMED\"}");
        assertThat(confirmed).hasStatusOk();
        assertThat(body(confirmed).path("status").asString()).isEqualTo("CLAIMED");
        assertThat(code(api.post(OFFICER, decision, "{\"decision\":\"REJECTED\"}"))).isEqualTo("409 NOT_AWAITING_OFFICER");
    }

    @Test
    void freesTheHourOfAClaimThatTheOfficerRefuses() {
        String anna = district.resident(COMMUNITY);
        missed(anna);
        missed(anna);
        String path = open(inHours(6), 1);
        claim(path, anna);
        MvcTestResult refused = api.post(OFFICER, path + "/claims/" + anna + "/decision", "{\"decision\":\"REJECTED\"}");
        assertThat(body(refused).path("status").asString()).isEqualTo("RELEASED");
        assertThat(schedules.of(anna).on(path.substring("/orders/".length())).orElseThrow().standing())
                .isEqualTo(Hold.Standing.OVER);
    }

    private static String named(List<String> members) {
        return "{\"memberIds\":" + members.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")) + "}";
    }

    @Test
    void assignsMembersOfOneUnitAllOrNothing() {
        String unit = district.unit(COMMUNITY);
        List<String> three = district.members(3, unit, COMMUNITY);
        Instant start = inHours(40);
        String small = open(start, 2);
        String path = open(start, 3);
        String liaison = TestTokens.liaison(unit);
        assertThat(code(api.post(liaison, small + "/assignments", named(three)))).isEqualTo("409 ORDER_FULL");
        assertThat(schedules.of(three.getFirst()).on(small.substring("/orders/".length()))).isEmpty();
        MvcTestResult assigned = api.post(liaison, path + "/assignments", named(three));
        assertThat(assigned).hasStatus(201);
        assertThat(body(assigned).path("claims").size()).isEqualTo(3);
        assertThat(body(assigned).path("claims").get(2).path("status").asString()).isEqualTo("CLAIMED");
        assertThat(body(api.get(OFFICER, path)).path("claimed").asInt()).isEqualTo(3);
    }

    @Test
    void namesEveryMemberThatStandsAgainstAnAssignment() {
        String unit = district.unit(COMMUNITY);
        List<String> three = district.members(3, unit, COMMUNITY);
        Instant start = inHours(50);
        claim(open(start, 1), three.get(0));
        claim(open(start, 1), three.get(2));
        MvcTestResult refused = api.post(TestTokens.liaison(unit), open(start, 5) + "/assignments", named(three));
        assertThat(code(refused)).isEqualTo("409 TIME_OVERLAP");
        JsonNode objections = body(refused).path("refused");
        assertThat(objections).extracting(each -> each.path("memberId").asString()).containsExactly(three.get(0), three.get(2));
        assertThat(objections).extracting(each -> each.path("code").asString()).containsOnly("TIME_OVERLAP");
        assertThat(schedules.of(three.get(1)).holds()).isEmpty();
    }

    @Test
    void assignsOnlyKnownMembersOfTheLiaisonsOwnUnit() {
        String unit = district.unit(COMMUNITY);
        String own = district.memberOf(unit, COMMUNITY);
        String foreign = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        String path = open(inHours(60), 5) + "/assignments";
        String liaison = TestTokens.liaison(unit);
        assertThat(code(api.post(liaison, path, named(List.of(own, foreign))))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(liaison, path, named(List.of("nobody"))))).isEqualTo("403 FORBIDDEN");
        assertThat(code(api.post(liaison, path, named(List.of(own, own))))).isEqualTo("400 INVALID_INPUT");
        assertThat(code(api.post(liaison, path, "{\"memberIds\":[]}"))).isEqualTo("400 INVALID_INPUT");
        assertThat(code(api.post(liaison, path, "{\"memberIds\":[null]}"))).isEqualTo("400 INVALID_INPUT");
        assertThat(code(api.post(liaison, path, "{}"))).isEqualTo("400 INVALID_INPUT");
        assertThat(code(api.post(TestTokens.member(own), path, named(List.of(own))))).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void namesThreeOtherOrdersThatARefusedMemberMayClaimTheNeediestFirst() {
        String community = "350211102009";
        district.community(community);
        String officer = TestTokens.officer(community);
        String anna = district.resident(community);
        Instant full = inHours(70);
        String wanted = at(officer, community, full, 1);
        String halfEmpty = at(officer, community, inHours(72), 2);
        claim(halfEmpty, district.resident(community));
        String sameHour = at(officer, community, full, 9);
        List<String> empty = List.of(at(officer, community, inHours(74), 1), at(officer, community, inHours(76), 3));
        claim(wanted, district.resident(community));
        claim(wanted, district.resident(community));
        clock.move(Duration.ofSeconds(2));
        String busy = at(officer, community, inHours(80), 1);
        assertThat(claim(busy, anna)).hasStatus(201);
        MvcTestResult refused = claim(wanted, anna);
        assertThat(code(refused)).isEqualTo("409 ORDER_FULL");
        assertThat(paths(refused)).as("empty ones, of whichever community, before one that somebody claimed").hasSize(3)
                .containsAnyOf(sameHour, empty.get(0), empty.get(1)).doesNotContain(wanted, busy, halfEmpty);
        clock.move(Duration.ofSeconds(2));
        assertThat(claim(sameHour, anna)).hasStatus(201);
        MvcTestResult overlapping = claim(wanted, anna);
        assertThat(code(overlapping)).isEqualTo("409 TIME_OVERLAP");
        assertThat(paths(overlapping)).hasSize(3).containsAnyElementsOf(empty).doesNotContain(wanted, sameHour, busy);
        assertThat(paths(overlapping).subList(0, 2)).doesNotContain(halfEmpty);
    }

    private String at(String officer, String community, Instant start, int places) {
        MvcTestResult posted = api.post(officer, "/orders",
                Api.order(community, start, start.plus(Duration.ofHours(1)), places, "COMMUNITY", ""));
        String path = "/orders/" + body(posted).path("orderId").asString();
        assertThat(api.post(officer, path + "/publication", "")).hasStatusOk();
        return path;
    }

    private static List<String> paths(MvcTestResult refused) {
        return body(refused).path("alternatives").valueStream().map(each -> "/orders/" + each.path("orderId").asString())
                .toList();
    }
}
