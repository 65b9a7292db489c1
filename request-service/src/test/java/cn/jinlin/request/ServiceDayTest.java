package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;

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
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Api.etag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One hour of service, from the posted order to the credit. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class ServiceDayTest {
    private static final String COMMUNITY = "350211102006";
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
        district.community(COMMUNITY);
    }

    @Test
    void goesFromTheOrderToTheCredit() {
        String unit = district.unit(COMMUNITY);
        String anna = district.memberOf(unit, COMMUNITY);
        String bing = district.memberOf(unit, COMMUNITY);
        String chen = district.memberOf(unit, COMMUNITY);
        Instant start = clock.instant().plus(Duration.ofHours(2));

        MvcTestResult posted = api.post(OFFICER, "/orders", Api.order(COMMUNITY, start, start.plus(Duration.ofHours(2)), 2,
                "PARTNER_UNITS", ",\"offers\":[{\"unitId\":\"%s\",\"places\":2,\"deadline\":\"%s\"}]".formatted(unit, start)));
        assertThat(posted).hasStatus(201);
        assertThat(body(posted).path("status").asString()).isEqualTo("DRAFT");
        assertThat(body(posted).path("number").asString()).startsWith("350211-");
        assertThat(etag(posted)).matches("\"\\d+\"");
        String path = "/orders/" + body(posted).path("orderId").asString();
        assertThat(posted.getResponse().getHeader("Location")).isEqualTo("/api/v1" + path);

        assertThat(body(api.post(OFFICER, path + "/publication", "")).path("status").asString()).isEqualTo("OFFERED");
        assertThat(code(api.post(TestTokens.member(anna), path + "/claims", "{}"))).isEqualTo("409 NOT_ELIGIBLE");
        MvcTestResult answered = api.post(TestTokens.liaison(unit), path + "/offers/" + unit + "/response",
                "{\"decision\":\"ACCEPTED\",\"places\":2}");
        assertThat(body(answered).path("status").asString()).isEqualTo("OPEN");

        MvcTestResult claimed = api.post(TestTokens.member(anna), path + "/claims", "{\"companions\":1}");
        assertThat(claimed).hasStatus(201);
        assertThat(body(claimed).path("status").asString()).isEqualTo("CLAIMED");
        assertThat(api.post(TestTokens.liaison(unit), path + "/claims", "{\"memberId\":\"" + bing + "\"}")).hasStatus(201);
        assertThat(code(api.post(TestTokens.member(chen), path + "/claims", "{}"))).isEqualTo("409 UNIT_QUOTA_REACHED");
        assertThat(code(api.post(TestTokens.member(anna), path + "/claims", "{}"))).isEqualTo("409 ALREADY_CLAIMED");
        assertThat(body(api.get(TestTokens.member(anna), "/me/claims")).path("items").size()).isEqualTo(1);

        assertThat(code(api.post(TestTokens.member(anna), path + "/check-ins", "{}"))).isEqualTo("409 CHECK_IN_TOO_EARLY");
        clock.moveTo(start.minus(Duration.ofMinutes(59)));
        assertThat(api.post(TestTokens.member(anna), path + "/check-ins", "{}")).hasStatus(201);
        assertThat(code(api.post(OFFICER, path + "/completion", "{\"summary\":\"done\"}"))).isEqualTo("409 NOT_IN_PROGRESS");
        clock.moveTo(start);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(body(api.get(OFFICER, path)).path("status").asString()).isEqualTo("IN_PROGRESS"));

        assertThat(code(api.post(TestTokens.member(anna), path + "/credits", "{\"code\":\"x\"}"))).isEqualTo("409 NOT_ACCEPTED");
        assertThat(code(api.get(OFFICER, path + "/credit-code"))).isEqualTo("409 NOT_ACCEPTED");
        MvcTestResult done = api.post(TestTokens.member(anna), path + "/completion",
                "{\"summary\":\"清运完毕\",\"outcomes\":[{\"metric\":\"debris\",\"quantity\":28,\"unit\":\"truckload\"}],\"photos\":[]}");
        assertThat(body(done).path("status").asString()).isEqualTo("COMPLETED");
        assertThat(code(api.post(OFFICER, path + "/acceptance", verdict(bing, "SERVED", 60)))).isEqualTo("409 NOT_CHECKED_IN");
        assertThat(code(api.post(OFFICER, path + "/acceptance", verdict(anna, "SERVED", 181))))
                .isEqualTo("422 MINUTES_OUT_OF_RANGE");
        MvcTestResult accepted = api.post(OFFICER, path + "/acceptance", verdict(anna, "SERVED", 120));
        assertThat(body(accepted).path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(body(accepted).path("outcomes").get(0).path("quantity").asInt()).isEqualTo(28);

        String credit = body(api.get(OFFICER, path + "/credit-code")).path("code").asString();
        assertThat(code(api.post(TestTokens.member(bing), path + "/credits", scan(credit)))).isEqualTo("403 NOT_A_PARTICIPANT");
        MvcTestResult scanned = api.post(TestTokens.member(anna), path + "/credits", scan(credit));
        assertThat(scanned).hasStatus(201);
        assertThat(body(scanned).path("minutes").asInt()).isEqualTo(120);
        assertThat(code(api.post(TestTokens.member(anna), path + "/credits", scan(credit)))).isEqualTo("409 ALREADY_CREDITED");
    }

    private static String scan(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private static String verdict(String member, String verdict, int minutes) {
        return "{\"verdict\":\"ACCEPTED\",\"participants\":[{\"memberId\":\"%s\",\"verdict\":\"%s\",\"minutes\":%d}],\"comment\":\"\"}"
                .formatted(member, verdict, minutes);
    }
}
