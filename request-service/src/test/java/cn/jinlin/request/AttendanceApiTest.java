package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;

/** Being there and being accepted, over HTTP, at the edges of every rule. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class AttendanceApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OTHER = "350211102001";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        district.community(COMMUNITY, "shuangle-east");
        district.community(OTHER);
    }

    private Errand near(int places) {
        return Errand.published(api, clock, COMMUNITY, places,
                ",\"location\":{\"longitude\":118.1,\"latitude\":24.6},\"checkInRadiusMetres\":200");
    }

    private Errand anywhere(int places) {
        return Errand.published(api, clock, COMMUNITY, places, "");
    }

    private String resident() {
        return district.resident(COMMUNITY);
    }

    private MvcTestResult checkIn(Errand errand, String member, String body) {
        return api.post(TestTokens.member(member), errand.path() + "/check-ins", body);
    }

    private MvcTestResult checkOut(Errand errand, String member) {
        return api.post(TestTokens.member(member), errand.path() + "/check-outs", "{}");
    }

    private static String at(double latitude) {
        return "{\"location\":{\"longitude\":118.1,\"latitude\":" + latitude + "}}";
    }

    /** One degree of latitude is 111,195 m: 200 m are 0.0017986 degrees. */
    @Test
    void measuresTheRadiusToTheMetre() {
        String anna = resident();
        Errand errand = near(1).claimedBy(anna).begun();
        assertThat(code(checkIn(errand, anna, "{}"))).isEqualTo("409 LOCATION_REQUIRED");
        assertThat(code(checkIn(errand, anna, at(24.60181)))).isEqualTo("409 OUTSIDE_RADIUS");
        assertThat(code(checkIn(errand, anna, at(-24.6)))).isEqualTo("409 OUTSIDE_RADIUS");
        assertThat(checkIn(errand, anna, at(24.60179))).hasStatus(201);
    }

    @Test
    void namesWhatIsWrongWithALocation() {
        String anna = resident();
        Errand errand = near(1).claimedBy(anna).begun();
        assertThat(errors(checkIn(errand, anna, at(90.5)))).containsExactly("location.latitude OUT_OF_RANGE");
        assertThat(errors(checkIn(errand, anna, "{\"location\":{\"longitude\":118.1}}")))
                .containsExactly("location.latitude REQUIRED");
        assertThat(errors(checkIn(errand, anna, "{\"location\":{\"longitude\":118.1,\"latitude\":NaN}}")))
                .containsExactly(" MALFORMED_JSON");
        assertThat(errors(checkIn(errand, anna, "{\"location\":{\"longitude\":118.1,\"latitude\":1e70}}")))
                .containsExactly("location.latitude OUT_OF_RANGE");
        assertThat(errors(checkIn(errand, anna, "{\"location\":\"118.1,24.6\"}"))).containsExactly("location WRONG_TYPE");
    }

    @Test
    void asksForNoLocationWhereNoRadiusIsSet() {
        String anna = resident();
        Errand errand = anywhere(1).claimedBy(anna).begun();
        assertThat(checkIn(errand, anna, "{}")).hasStatus(201);
    }

    @Test
    void opensAnHourBeforeTheStartAndClosesForOneselfAtTheEnd() {
        String anna = resident();
        String bing = resident();
        String chen = resident();
        Errand errand = anywhere(3).claimedBy(anna, bing, chen);
        clock.moveTo(errand.start().minus(Duration.ofMinutes(61)));
        assertThat(code(checkIn(errand, anna, "{}"))).isEqualTo("409 CHECK_IN_TOO_EARLY");
        assertThat(code(errand.roll(anna))).isEqualTo("409 CHECK_IN_TOO_EARLY");
        clock.moveTo(errand.start().minus(Duration.ofMinutes(60)));
        assertThat(checkIn(errand, anna, "{}")).hasStatus(201);
        clock.moveTo(errand.end().minus(Duration.ofMinutes(1)));
        assertThat(checkIn(errand, bing, "{}")).hasStatus(201);
        clock.moveTo(errand.end());
        assertThat(code(checkIn(errand, chen, "{}"))).isEqualTo("409 CHECK_IN_CLOSED");
        assertThat(errand.roll(chen)).hasStatus(201);
        errand.completed();
        assertThat(code(errand.roll(chen))).isEqualTo("409 CHECK_IN_CLOSED");
        assertThat(code(checkOut(errand, anna))).isEqualTo("409 NOT_IN_PROGRESS");
    }

    @Test
    void addsAWalkInOnlyWhereThereIsRoomAndTimeAndARegistration() {
        String anna = resident();
        String bing = resident();
        Errand errand = anywhere(2).claimedBy(anna);
        Errand elsewhere = Errand.published(api, clock, COMMUNITY, 1, "", errand.start().plus(Duration.ofHours(1)));
        elsewhere.claimedBy(bing);
        errand.begun();
        assertThat(code(errand.roll(bing))).isEqualTo("409 TIME_OVERLAP");
        assertThat(code(errand.roll("nobody"))).isEqualTo("409 MEMBER_NOT_REGISTERED");
        String chen = resident();
        assertThat(body(errand.roll(chen)).path("walkIn").asBoolean()).isTrue();
        assertThat(code(errand.roll(resident()))).isEqualTo("409 ORDER_FULL");
        MvcTestResult expected = errand.roll(anna);
        assertThat(body(expected).path("walkIn").asBoolean(true)).isFalse();
        assertThat(body(expected).path("byOfficer").asBoolean()).isTrue();
        assertThat(code(api.post(TestTokens.member(chen), elsewhere.path() + "/claims", "{}"))).isEqualTo("409 TIME_OVERLAP");
    }

    @Test
    void addsAWalkInWhoseOpenClaimsAreAllUsed() {
        String anna = resident();
        Errand errand = anywhere(1);
        Instant later = errand.end();
        for (int i = 0; i < 3; i++) {
            Errand.published(api, clock, COMMUNITY, 1, "", later.plus(Duration.ofHours(2L * i))).claimedBy(anna);
        }
        errand.begun();
        assertThat(errand.roll(anna)).hasStatus(201);
    }

    @Test
    void leavesAForgottenCheckOutOpenAndTakesOneOnce() {
        String anna = resident();
        String bing = resident();
        Errand errand = anywhere(2).claimedBy(anna, bing).begun();
        assertThat(code(checkOut(errand, anna))).isEqualTo("409 NOT_CHECKED_IN");
        errand.attendedBy(anna, bing);
        assertThat(code(api.post(TestTokens.member(bing), errand.path() + "/check-outs", "{\"memberId\":\"" + anna + "\"}")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(checkOut(errand, anna)).hasStatus(201);
        assertThat(code(checkOut(errand, anna))).isEqualTo("409 ALREADY_CHECKED_OUT");
        assertThat(code(checkIn(errand, anna, "{}"))).isEqualTo("409 ALREADY_CHECKED_IN");
        clock.moveTo(errand.end().plus(Duration.ofDays(2)));
        errand.completed();
        assertThat(errand.accept(Errand.served(anna, 60), Errand.served(bing, 60))).hasStatus(200);
        var claims = body(api.get(OFFICER, errand.path())).path("claims");
        assertThat(claims.get(0).has("checkedOutAt")).isTrue();
        assertThat(claims.get(1).has("checkedOutAt")).isFalse();
        assertThat(claims.get(1).path("status").asString()).isEqualTo("SERVED");
    }

    @Test
    void isAcceptedOnlyByAnOfficerWhoHeldNoPlace() {
        String anna = resident();
        Errand errand = anywhere(1).claimedBy(anna).begun().attendedBy(anna).completed();
        Map<String, Object> both = Map.of("sub", "both", "roles", List.of("COMMUNITY_OFFICER", "MEMBER"), "community_ids",
                List.of(COMMUNITY), "member_id", anna);
        String verdict = Errand.accepting(Errand.served(anna, 60));
        assertThat(code(api.post(TestTokens.bearer(both), errand.path() + "/acceptance", verdict)))
                .isEqualTo("409 ACCEPTER_TOOK_PART");
        assertThat(code(api.post(TestTokens.bearer(both), errand.path() + "/acceptance", "{\"verdict\":\"REWORK\"}")))
                .isEqualTo("409 ACCEPTER_TOOK_PART");
        for (String token : List.of(TestTokens.member(anna), TestTokens.officer(OTHER), TestTokens.districtAdmin(),
                TestTokens.supervisor("EFFICIENCY"), TestTokens.liaison("u"))) {
            assertThat(code(api.post(token, errand.path() + "/acceptance", "{"))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(api.post(OFFICER, errand.path() + "/acceptance", verdict)).hasStatus(200);
    }

    @Test
    void acceptsNoFigureThatTheRulesDoNotAllow() {
        String anna = resident();
        String bing = resident();
        Errand errand = anywhere(2).claimedBy(anna, bing).begun().attendedBy(anna).completed();
        assertThat(code(errand.accept(Errand.served(anna, 60), Errand.served(bing, 60)))).isEqualTo("409 NOT_CHECKED_IN");
        assertThat(code(errand.accept(Errand.served(anna, -1)))).isEqualTo("422 MINUTES_OUT_OF_RANGE");
        assertThat(code(errand.accept(Errand.served(anna, 181)))).isEqualTo("422 MINUTES_OUT_OF_RANGE");
        assertThat(code(errand.accept())).isEqualTo("422 PARTICIPANT_MISSING");
        assertThat(code(errand.accept(Errand.served(anna, 60), Errand.served("nobody", 60)))).isEqualTo("409 NOT_CHECKED_IN");
        assertThat(code(errand.accept(Errand.served(anna, 60),
                "{\"memberId\":\"nobody\",\"verdict\":\"ABSENT\"}"))).isEqualTo("409 NOT_CLAIMED");
        assertThat(errand.accept(Errand.served(anna, 180))).hasStatus(200);
        assertThat(code(errand.accept(Errand.served(anna, 180)))).isEqualTo("409 NOT_COMPLETED");
        assertThat(code(errand.scan(bing, errand.code(), ""))).isEqualTo("403 NOT_A_PARTICIPANT");
    }

    @Test
    void namesEveryWrongFieldOfAnAcceptance() {
        String anna = resident();
        Errand errand = anywhere(1).claimedBy(anna).begun().attendedBy(anna).completed();
        assertThat(errors(errand.accept(Errand.served(anna, 60), Errand.served(anna, 61))))
                .containsExactly("participants[1].memberId DUPLICATE");
        assertThat(errors(errand.accept("{\"memberId\":\"" + anna + "\",\"verdict\":\"SERVED\"}")))
                .containsExactly("participants[0].minutes REQUIRED");
        assertThat(errors(errand.accept("{\"memberId\":\"" + anna + "\",\"verdict\":\"CREDITED\",\"minutes\":1}")))
                .containsExactly("participants[0].verdict NOT_ONE_OF");
        assertThat(errors(errand.accept(Errand.served(anna, 60).replace("60", "60.5"))))
                .containsExactly("participants[0].minutes WRONG_TYPE");
        assertThat(errors(errand.accept(Errand.served(anna, 60).replace("60", "99999999999"))))
                .containsExactly("participants[0].minutes OUT_OF_RANGE");
        assertThat(errors(errand.accept("null"))).containsExactly("participants[0] REQUIRED");
        assertThat(errors(api.post(OFFICER, errand.path() + "/acceptance", "{}"))).containsExactly("verdict REQUIRED");
        assertThat(errors(api.post(OFFICER, errand.path() + "/acceptance",
                "{\"verdict\":\"REWORK\",\"comment\":\"" + "x".repeat(1_001) + "\"}"))).containsExactly("comment TOO_LONG");
    }

    @Test
    void goesThroughReworkToAnAcceptanceWithoutAComment() {
        String anna = resident();
        Errand errand = anywhere(1).claimedBy(anna).begun().attendedBy(anna).completed();
        MvcTestResult back = api.post(OFFICER, errand.path() + "/acceptance", "{\"verdict\":\"REWORK\",\"comment\":\"corners\"}");
        assertThat(body(back).path("status").asString()).isEqualTo("REWORK");
        assertThat(body(back).path("reason").asString()).isEqualTo("corners");
        assertThat(code(errand.accept(Errand.served(anna, 60)))).isEqualTo("409 NOT_COMPLETED");
        assertThat(code(api.get(OFFICER, errand.path() + "/credit-code"))).isEqualTo("409 NOT_ACCEPTED");
        errand.completed();
        MvcTestResult accepted = api.post(OFFICER, errand.path() + "/acceptance",
                "{\"verdict\":\"ACCEPTED\",\"participants\":[" + Errand.served(anna, 60) + "]}");
        assertThat(body(accepted).path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(errand.scan(anna, errand.code(), "")).hasStatus(201);
    }

    @Test
    void takesOutcomesOnlyWithinTheirBounds() {
        Errand errand = anywhere(1).begun();
        assertThat(errors(complete(errand, "debris", "-1", "truckload"))).containsExactly("outcomes[0].quantity OUT_OF_RANGE");
        assertThat(errors(complete(errand, "debris", "1000000001", "truckload")))
                .containsExactly("outcomes[0].quantity OUT_OF_RANGE");
        assertThat(errors(complete(errand, "debris", "0.0001", "truckload")))
                .containsExactly("outcomes[0].quantity OUT_OF_RANGE");
        assertThat(errors(complete(errand, "debris", "1e100", "truckload"))).containsExactly("outcomes[0].quantity OUT_OF_RANGE");
        assertThat(errors(complete(errand, "debris", "\"28\"", "truckload"))).containsExactly("outcomes[0].quantity WRONG_TYPE");
        assertThat(errors(complete(errand, "x".repeat(51), "1", "y".repeat(21)))).containsExactly("outcomes[0].metric TOO_LONG",
                "outcomes[0].unit TOO_LONG");
        assertThat(errors(complete(errand, " ", "1", ""))).containsExactly("outcomes[0].metric REQUIRED",
                "outcomes[0].unit REQUIRED");
        MvcTestResult done = complete(errand, "debris", "1000000000", "kg");
        assertThat(done).hasStatus(200);
        assertThat(body(done).path("outcomes").get(0).path("quantity").decimalValue()).isEqualByComparingTo("1000000000");
    }

    private MvcTestResult complete(Errand errand, String metric, String quantity, String unit) {
        return api.post(OFFICER, errand.path() + "/completion",
                "{\"summary\":\"x\",\"outcomes\":[{\"metric\":\"%s\",\"quantity\":%s,\"unit\":\"%s\"}]}".formatted(metric,
                        quantity, unit));
    }
}
