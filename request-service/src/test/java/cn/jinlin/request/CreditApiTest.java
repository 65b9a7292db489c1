package cn.jinlin.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.credit.Pictures;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;

/** Codes, scans and credits by hand over HTTP. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class CreditApiTest {
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

    private Errand published(int places) {
        return Errand.published(api, clock, COMMUNITY, places, ",\"location\":{\"longitude\":118.1,\"latitude\":24.6}");
    }

    private String resident() {
        return district.resident(COMMUNITY);
    }

    @Test
    void takesAScanFromWhicheverFormOfTheCode() throws Exception {
        String[] members = {resident(), resident(), resident()};
        Errand errand = published(3).served(members);
        List<String> codes = List.of(errand.code(), Pictures.png(shown(errand, "image/png")),
                Pictures.svg(shown(errand, "image/svg+xml")));
        for (int i = 0; i < members.length; i++) {
            MvcTestResult scanned = errand.scan(members[i], codes.get(i), "");
            assertThat(scanned).hasStatus(201);
            assertThat(body(scanned).path("minutes").asInt()).isEqualTo(60);
            assertThat(body(scanned).path("memberId").asString()).isEqualTo(members[i]);
        }
    }

    private byte[] shown(Errand errand, String accept) {
        return mvc.get().uri("/api/v1" + errand.path() + "/credit-code").header("Authorization", OFFICER)
                .header("Accept", accept).exchange().getResponse().getContentAsByteArray();
    }

    @Test
    void forbidsCachesToKeepACode() {
        Errand errand = published(1).served(resident());
        assertThat(api.get(OFFICER, errand.path() + "/credit-code").getResponse().getHeader("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void creditsOnceHoweverOftenTheCodeIsShownAgain() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        String code = errand.code();
        assertThat(errand.scan(anna, code, "")).hasStatus(201);
        assertThat(code(errand.scan(anna, code, ""))).isEqualTo("409 ALREADY_CREDITED");
        assertThat(code(errand.scan(anna, errand.code(), ""))).isEqualTo("409 ALREADY_CREDITED");
    }

    @Test
    void refusesAScreenshotAfterTwoMinutesButNotTheRenewedCode() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        String screenshot = errand.code();
        clock.move(Duration.ofMinutes(2));
        assertThat(code(errand.scan(anna, screenshot, ""))).isEqualTo("422 CODE_EXPIRED");
        assertThat(errand.scan(anna, errand.code(), "")).hasStatus(201);
    }

    @Test
    void refusesForgedCodesAndThoseOfOtherOrders() {
        String anna = resident();
        Errand first = published(1).served(resident());
        Errand errand = published(1).served(anna);
        String code = errand.code();
        for (String forged : List.of(first.code(), "x", ".", code + "A", code.substring(1), code.replace(".", ".."),
                code.substring(0, code.length() - 1), "../" + code, "<script>", "x".repeat(1_000))) {
            assertThat(code(errand.scan(anna, forged, ""))).as(forged).isEqualTo("422 CODE_INVALID");
        }
        assertThat(errors(errand.scan(anna, "", ""))).containsExactly("code REQUIRED");
        assertThat(errors(errand.scan(anna, "x".repeat(1_001), ""))).containsExactly("code TOO_LONG");
        assertThat(errors(errand.scan(anna, "\\u0000", ""))).containsExactly("code UNSOUND_TEXT");
        assertThat(errand.scan(anna, code, "")).hasStatus(201);
    }

    @Test
    void refusesWhoWasAbsentOrNeverThere() {
        String anna = resident();
        String bing = resident();
        Errand errand = published(2).claimedBy(anna, bing).begun().attendedBy(anna).completed();
        assertThat(code(errand.scan(anna, "x", ""))).isEqualTo("409 NOT_ACCEPTED");
        assertThat(errand.accept(Errand.served(anna, 60))).hasStatus(200);
        String code = errand.code();
        assertThat(code(errand.scan(bing, code, ""))).isEqualTo("403 NOT_A_PARTICIPANT");
        assertThat(code(errand.scan("nobody", code, ""))).isEqualTo("403 NOT_A_PARTICIPANT");
        assertThat(code(api.post(OFFICER, errand.path() + "/credits", "{}"))).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void takesScansAlsoAfterTheOrderClosed() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        clock.move(Duration.ofDays(14));
        assertThat(errand.scan(anna, errand.code(), "")).hasStatus(201);
        assertThat(body(api.get(OFFICER, errand.path())).path("status").asString()).isEqualTo("CLOSED");
    }

    @Test
    void showsDeviceAndPlaceOfAScanToNobody() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        MvcTestResult scanned = errand.scan(anna, errand.code(),
                ",\"deviceId\":\"phone-of-anna\",\"location\":{\"longitude\":118.123456,\"latitude\":24.654321}");
        assertThat(scanned).hasStatus(201);
        assertThat(body(scanned).propertyNames()).containsExactlyInAnyOrder("creditId", "memberId", "minutes");
        for (String token : List.of(OFFICER, TestTokens.member(anna), TestTokens.supervisor("EFFICIENCY"),
                TestTokens.districtAdmin())) {
            assertThat(api.get(token, errand.path())).hasStatus(200).bodyText().doesNotContain("phone-of-anna", "device",
                    "118.123456", "distanceMetres", "proof", "where");
        }
        assertThat(api.get(TestTokens.member(anna), "/me/claims")).bodyText().doesNotContain("device", "proof", "where");
    }

    @Test
    void namesWhatIsWrongWithDeviceAndPlace() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        String code = errand.code();
        assertThat(errors(errand.scan(anna, code, ",\"deviceId\":\"" + "x".repeat(129) + "\"")))
                .containsExactly("deviceId TOO_LONG");
        assertThat(errors(errand.scan(anna, code, ",\"deviceId\":\" \""))).containsExactly("deviceId REQUIRED");
        assertThat(errors(errand.scan(anna, code, ",\"deviceId\":{\"$ne\":1}"))).containsExactly("deviceId WRONG_TYPE");
        assertThat(errors(errand.scan(anna, code, ",\"location\":{\"longitude\":180.5,\"latitude\":-90.5}")))
                .containsExactly("location.latitude OUT_OF_RANGE", "location.longitude OUT_OF_RANGE");
        assertThat(errors(errand.scan(anna, code, ",\"location\":{\"longitude\":118}")))
                .containsExactly("location.latitude REQUIRED");
        assertThat(errors(errand.scan(anna, code, ",\"location\":{\"longitude\":\"118\",\"latitude\":24}")))
                .containsExactly("location.longitude WRONG_TYPE");
        String device = "<b>{\\\"$gt\\\":1}" + "x".repeat(100);
        assertThat(errand.scan(anna, code, ",\"deviceId\":\"" + device + "\",\"location\":{\"longitude\":-180,\"latitude\":90}"))
                .hasStatus(201);
    }

    @Test
    void letsTheOfficerCreditWhoHasNoPhone() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        MvcTestResult entered = errand.enter(OFFICER, anna, "没有手机 <b>");
        assertThat(entered).hasStatus(201);
        assertThat(body(entered).path("minutes").asInt()).isEqualTo(60);
        var claim = body(api.get(OFFICER, errand.path())).path("claims").get(0);
        assertThat(claim.path("status").asString()).isEqualTo("CREDITED");
        assertThat(claim.path("manual").asBoolean()).isTrue();
        assertThat(claim.path("manualReason").asString()).isEqualTo("没有手机 <b>");
        var own = body(api.get(TestTokens.member(anna), errand.path())).path("claims").get(0);
        assertThat(own.path("manual").asBoolean()).isTrue();
        assertThat(own.has("manualReason")).isFalse();
        assertThat(code(errand.scan(anna, errand.code(), ""))).isEqualTo("409 ALREADY_CREDITED");
        assertThat(code(errand.enter(OFFICER, anna, "again"))).isEqualTo("409 ALREADY_CREDITED");
    }

    @Test
    void marksAScannedCreditAsNotEnteredByHand() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        assertThat(body(api.get(OFFICER, errand.path())).path("claims").get(0).has("manual")).isFalse();
        errand.scan(anna, errand.code(), "");
        assertThat(body(api.get(OFFICER, errand.path())).path("claims").get(0).path("manual").asBoolean(true)).isFalse();
        assertThat(code(errand.enter(OFFICER, anna, "x"))).isEqualTo("409 ALREADY_CREDITED");
    }

    @Test
    void letsOnlyTheCommunitysOfficerCreditByHandAndOnlyAnOutsider() {
        String anna = resident();
        Errand errand = published(2).served(anna, resident());
        for (String token : List.of(TestTokens.member(anna), TestTokens.officer(OTHER), TestTokens.liaison("u"),
                TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            assertThat(code(api.post(token, errand.path() + "/manual-credits", "{"))).isEqualTo("403 FORBIDDEN");
        }
        String own = TestTokens.bearer(Map.of("sub", "both", "roles", List.of("COMMUNITY_OFFICER", "MEMBER"), "community_ids",
                List.of(COMMUNITY), "member_id", anna));
        assertThat(code(errand.enter(own, anna, "x"))).isEqualTo("409 CREDITER_TOOK_PART");
        assertThat(code(errand.enter(OFFICER, "nobody", "x"))).isEqualTo("403 NOT_A_PARTICIPANT");
        assertThat(errand.enter(OFFICER, anna, "x")).hasStatus(201);
    }

    @Test
    void wantsAReasonForACreditByHand() {
        String anna = resident();
        Errand errand = published(1).claimedBy(anna).begun().attendedBy(anna).completed();
        assertThat(code(errand.enter(OFFICER, anna, "x"))).isEqualTo("409 NOT_ACCEPTED");
        assertThat(errand.accept(Errand.served(anna, 60))).hasStatus(200);
        assertThat(errors(errand.enter(OFFICER, anna, " "))).containsExactly("reason REQUIRED");
        assertThat(errors(errand.enter(OFFICER, anna, "\u3000"))).containsExactly("reason REQUIRED");
        assertThat(errors(errand.enter(OFFICER, "", "x"))).containsExactly("memberId REQUIRED");
        assertThat(errors(errand.enter(OFFICER, anna, "字".repeat(501)))).containsExactly("reason TOO_LONG");
        assertThat(errors(api.post(OFFICER, errand.path() + "/manual-credits", "{}"))).containsExactly("memberId REQUIRED",
                "reason REQUIRED");
        assertThat(errors(errand.enter(OFFICER, anna, "\\ud800"))).containsExactly("reason UNSOUND_TEXT");
        assertThat(errand.enter(OFFICER, anna, "字".repeat(500))).hasStatus(201);
    }

    @Test
    void stopsAtTheSecondCreditByHandOfASmallOrder() throws Exception {
        String[] members = {resident(), resident(), resident()};
        Errand errand = published(3).served(members);
        assertThat(errand.enter(OFFICER, members[0], "x")).hasStatus(201);
        assertThat(errand.enter(OFFICER, members[1], "x")).hasStatus(201);
        MvcTestResult third = errand.enter(OFFICER, members[2], "x");
        assertThat(code(third)).isEqualTo("409 MANUAL_CREDITS_EXHAUSTED");
        assertThat(body(third).path("detail").asString()).contains("At most 2 ");
        MvcTestResult chinese = mvc.post().uri("/api/v1" + errand.path() + "/manual-credits").header("Authorization", OFFICER)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"memberId\":\"%s\",\"reason\":\"x\"}".formatted(members[2])).exchange();
        assertThat(chinese.getResponse().getContentAsString(StandardCharsets.UTF_8)).contains("手工计入已达上限");
        assertThat(errand.scan(members[2], errand.code(), "")).hasStatus(201);
    }

    @Test
    void givesARetriedCreditByHandItsFirstAnswer() {
        String anna = resident();
        Errand errand = published(1).served(anna);
        MvcTestResult first = keyed(errand, anna, "no phone");
        MvcTestResult again = keyed(errand, anna, "no phone");
        assertThat(first).hasStatus(201);
        assertThat(again).hasStatus(201);
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(keyed(errand, anna, "another reason")).hasStatus(422);
    }

    private MvcTestResult keyed(Errand errand, String member, String reason) {
        return mvc.post().uri("/api/v1" + errand.path() + "/manual-credits").header("Authorization", OFFICER)
                .header("Idempotency-Key", "manual-" + member).contentType(MediaType.APPLICATION_JSON)
                .content("{\"memberId\":\"%s\",\"reason\":\"%s\"}".formatted(member, reason)).exchange();
    }
}
