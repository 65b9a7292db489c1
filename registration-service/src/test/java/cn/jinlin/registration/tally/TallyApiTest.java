package cn.jinlin.registration.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class TallyApiTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T01:00:00Z");
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    Told told;
    @Autowired
    TallyListener listener;
    @Autowired
    MongoDatabase database;

    private String here;
    private String unit;
    private String one;
    private String two;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        one = district.neighbour(unit, here);
        two = district.neighbour(unit, here);
    }

    @Test
    void sumsUpAUnitByMonthAndMember() {
        credit(one, "o1", 60, MARCH);
        credit(one, "o2", 30, APRIL);
        credit(two, "o1", 45, MARCH);
        district.post(TestTokens.officer(here), "/api/v1/members/" + two + "/service-record/backfills",
                "{\"minutes\":20,\"servedAt\":\"2025-12-31T12:00:00+08:00\",\"reason\":\"纸质签到\"}").is(201);

        Answer read = await(TestTokens.liaison(unit), units(), 155);
        assertThat(read.get("/verifiedMinutes")).isEqualTo("135");
        assertThat(read.get("/backfilledMinutes")).isEqualTo("20");
        assertThat(read.get("/people")).isEqualTo("2");
        assertThat(read.get("/entries")).isEqualTo("4");
        assertThat(read.body().path("months").values().stream().map(month -> month.path("month").asString()))
                .containsExactly("2025-12", "2026-03", "2026-04");
        assertThat(read.get("/months/1/people")).isEqualTo("2");
        assertThat(read.get("/items/0/memberId")).isEqualTo(one);
        assertThat(read.get("/items/0/totalMinutes")).isEqualTo("90");
        assertThat(district.get(ADMIN, units() + "?year=2026").get("/totalMinutes")).isEqualTo("135");
        Answer march = district.get(SUPERVISOR, units() + "?from=2026-02-28T16:00:00Z&to=2026-03-31T16:00:00Z");
        assertThat(march.get("/totalMinutes")).isEqualTo("105");
    }

    @Test
    void leavesOutWhatWasTakenBack() {
        credit(one, "o1", 60, MARCH);
        credit(two, "o1", 45, MARCH);
        await(ADMIN, units(), 105);
        district.post(ADMIN, "/api/v1/members/" + one + "/service-record/entries/o1:" + one + "/void", "{\"reason\":\"扫错了\"}")
                .is(201);

        Answer read = await(ADMIN, communities(), 45);
        assertThat(read.get("/people")).isEqualTo("1");
        assertThat(read.get("/entries")).isEqualTo("1");
        assertThat(read.body().path("items").size()).isEqualTo(1);
    }

    @Test
    void countsForTheUnitOfThatTimeAndTheCommunityOfTheEntry() {
        String next = district.unit(here);
        credit(one, "o1", 60, MARCH);
        elsewhere.tells(new MemberCredited("o2", "o2:" + one, "350211102006", one, Optional.of(next), 30, APRIL, APRIL, false,
                Optional.empty(), Optional.empty()), 1);

        await(ADMIN, units(), 60);
        await(ADMIN, "/api/v1/units/" + next + "/service-record", 30);
        await(ADMIN, communities(), 60);
    }

    @Test
    void countsForTheCompoundOfTheOrder() {
        String order = UUID.randomUUID().toString();
        elsewhere.tells(Elsewhere.order(order, here, Optional.of("shuangle-garden"), MARCH, OrderStatus.ACCEPTED), 3);
        credit(one, order, 60, MARCH);
        credit(two, "elsewhere", 45, MARCH);

        await(TestTokens.officer(here), communities(), 105);
        await(TestTokens.officer(here), communities() + "?compoundId=shuangle-garden", 60);
        district.get(ADMIN, communities() + "?compoundId=nowhere").refused(404, "NOT_FOUND");
    }

    @Test
    void countsForATeamWhatItsMembersServedInIt() {
        String team = UUID.randomUUID().toString();
        elsewhere.tells(team(team, one), 1, MARCH);
        elsewhere.tells(team(team, one, two), 2, APRIL);
        elsewhere.tells(team(team, one, two), 2, APRIL);
        credit(one, "o1", 60, MARCH.plusSeconds(60));
        credit(two, "o1", 45, MARCH.plusSeconds(60));
        credit(two, "o2", 30, APRIL.plusSeconds(60));

        String record = "/api/v1/teams/" + team + "/service-record";
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> district.get(ADMIN, record).status() == 200);
        await(TestTokens.officer(here), record, 90);
        assertThat(district.get(TestTokens.member(one), record).is(200).get("/people")).isEqualTo("2");
        assertThat(district.get(SUPERVISOR, record + "?year=2025").is(200).get("/totalMinutes")).isEqualTo("0");
        for (String token : List.of(TestTokens.member(two), TestTokens.officer("350211102006"))) {
            district.get(token, record).refused(403, "FORBIDDEN");
        }
        district.get(TestTokens.liaison(unit), record).refused(403, "FORBIDDEN");
        district.get(ADMIN, record.replace(team, "none")).refused(404, "NOT_FOUND");
    }

    @Test
    void turnsPagesOfMembers() {
        for (String member : List.of(one, two)) {
            credit(member, "o1", 60, MARCH);
        }
        Answer first = await(ADMIN, units() + "?limit=1", 120);

        assertThat(first.body().path("items").size()).isEqualTo(1);
        Answer second = district.get(ADMIN, units() + "?limit=1&cursor=" + first.get("/next")).is(200);
        assertThat(second.get("/items/0/memberId")).isNotEqualTo(first.get("/items/0/memberId"));
        assertThat(second.get("/totalMinutes")).isEqualTo("120");
        assertThat(second.body().has("next") && !second.body().path("next").isNull()).isFalse();
        district.get(ADMIN, units() + "?cursor=nonsense").refused(400, "INVALID_CURSOR");
        district.get(ADMIN, units() + "?limit=0").invalid("limit", "OUT_OF_RANGE");
        district.get(ADMIN, units() + "?year=20260").invalid("year", "OUT_OF_RANGE");
        district.get(ADMIN, units() + "?from=yesterday").invalid("from", "MALFORMED");
        district.get(ADMIN, units() + "?to=tomorrow").invalid("to", "MALFORMED");
    }

    @Test
    void isReadByItsOwnAndThoseWhoReadAll() {
        for (String token : List.of(ADMIN, SUPERVISOR, TestTokens.liaison(unit))) {
            district.get(token, units()).is(200);
        }
        for (String token : List.of(TestTokens.liaison("another"), TestTokens.officer(here), TestTokens.member(one),
                TestTokens.platform("city"))) {
            district.get(token, units()).refused(403, "FORBIDDEN");
        }
        for (String token : List.of(ADMIN, SUPERVISOR, TestTokens.officer(here))) {
            district.get(token, communities()).is(200);
        }
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.liaison(unit), TestTokens.member(one),
                TestTokens.platform("city"))) {
            district.get(token, communities()).refused(403, "FORBIDDEN");
        }
        district.get("", units()).refused(401, "UNAUTHENTICATED");
        district.get(ADMIN, "/api/v1/units/none/service-record").refused(404, "NOT_FOUND");
        district.get(ADMIN, "/api/v1/communities/000000000000/service-record").refused(404, "NOT_FOUND");
    }

    @Test
    void isTheSameWhenReadAnewFromTheBeginning() {
        String team = UUID.randomUUID().toString();
        elsewhere.tells(team(team, one), 1, MARCH);
        elsewhere.tells(team(team, two), 2, APRIL);
        credit(one, "o1", 60, MARCH);
        credit(two, "o1", 45, APRIL);
        String units = await(ADMIN, units(), 105).text();
        String teams = await(ADMIN, "/api/v1/teams/" + team + "/service-record", 105).text();
        told.last(team, 2, TeamChanged.class);
        List.of(one, two).forEach(member -> told.last(member + ":2026", 1, ServiceRecordAppended.class));

        database.getCollection("countedEntries").deleteMany(Filters.empty());
        database.getCollection("teamRolls").deleteMany(Filters.empty());
        assertThat(district.get(ADMIN, units()).get("/totalMinutes")).isEqualTo("0");
        listener.hear(told.all());
        assertThat(district.get(ADMIN, units()).text()).isEqualTo(units);
        assertThat(district.get(ADMIN, "/api/v1/teams/" + team + "/service-record").text()).isEqualTo(teams);
        listener.hear(told.all());
        assertThat(district.get(ADMIN, units()).text()).isEqualTo(units);
    }

    private String units() {
        return "/api/v1/units/" + unit + "/service-record";
    }

    private String communities() {
        return "/api/v1/communities/" + here + "/service-record";
    }

    private Answer await(String token, String uri, int total) {
        return Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> district.get(token, uri), answer -> answer.get("/totalMinutes").equals(Integer.toString(total)));
    }

    private void credit(String member, String order, int minutes, Instant servedAt) {
        elsewhere.tells(new MemberCredited(order, order + ":" + member, here, member, Optional.of(unit), minutes, servedAt,
                servedAt.plusSeconds(7_200), false, Optional.empty(), Optional.empty()), 1);
    }

    private TeamChanged team(String teamId, String... members) {
        return new TeamChanged(teamId, TeamKind.VANGUARD, "亲邻先锋队", here, Optional.empty(), Optional.of(members[0]),
                List.of(members), TeamStatus.ACTIVE);
    }
}
