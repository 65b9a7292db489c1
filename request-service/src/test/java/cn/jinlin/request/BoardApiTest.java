package cn.jinlin.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

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
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static org.assertj.core.api.Assertions.assertThat;

/** The board of the day over HTTP. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class BoardApiTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static int communities;

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;
    private String community;
    private String officer;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        community = "350211888%03d".formatted(communities++);
        officer = TestTokens.officer(community);
        district.community(community);
    }

    private JsonNode board(String token, String query) {
        MvcTestResult answer = api.get(token, "/orders/board?communityId=" + community + query);
        assertThat(answer).hasStatus(200);
        return body(answer).path("board");
    }

    private static List<String> members(JsonNode people) {
        return people.valueStream().map(person -> person.path("memberId").asString()).toList();
    }

    /** A moment of a day that is far enough ahead for everything to be posted before it. */
    private Instant at(int days, int hour, int minute) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        return today.plusDays(days).atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }

    @Test
    void showsTheDayOfTheDistrictsCalendar() {
        String anna = district.resident(community);
        String bing = district.resident(community);
        Instant midnight = at(2, 0, 0);
        Errand before = Errand.published(api, clock, community, 3, "", midnight.minusSeconds(60)).claimedBy(anna);
        Errand first = Errand.published(api, clock, community, 3, "", midnight).claimedBy(bing);
        Errand last = Errand.published(api, clock, community, 3, "", at(2, 23, 59));
        Errand.published(api, clock, community, 3, "", at(3, 0, 0));
        String date = "&date=" + LocalDate.ofInstant(midnight, ZONE);
        JsonNode ahead = board(officer, date);
        assertThat(ahead.path("orders").valueStream().map(line -> "/orders/" + line.path("orderId").asString()))
                .containsExactly(first.path(), last.path());
        assertThat(members(ahead.path("coming"))).containsExactly(bing);
        assertThat(ahead.path("atRisk").valueStream().map(line -> "/orders/" + line.path("orderId").asString()))
                .containsExactly(last.path());
        before.begun().attendedBy(anna);
        clock.moveTo(midnight.plusSeconds(1));
        JsonNode now = board(officer, "");
        assertThat(members(now.path("now"))).containsExactly(anna);
        assertThat(members(now.path("missing"))).containsExactly(bing);
        assertThat(now.path("leaving").size()).isZero();
        assertThat(now.path("orders").size()).isEqualTo(3);
    }

    @Test
    void isForTheCommunitysOfficerTheDistrictAndSupervisors() {
        for (String token : List.of(officer, TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(board(token, "").path("orders").size()).isZero();
        }
        String path = "/orders/board?communityId=" + community;
        for (String token : List.of(TestTokens.officer("350211102001"), TestTokens.liaison("u"), TestTokens.platform("c"),
                TestTokens.member("m"))) {
            assertThat(code(api.get(token, path))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(mvc.get().uri("/api/v1" + path)).hasStatus(401);
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(Errand.errors(api.get(officer, "/orders/board"))).containsExactly("communityId REQUIRED");
        String path = "/orders/board?communityId=" + community;
        assertThat(api.get(officer, path + "&date=2026-02-30")).hasStatus(400);
        assertThat(Errand.errors(api.get(officer, path + "&date=9999-01-01"))).containsExactly("date OUT_OF_RANGE");
        assertThat(code(api.get(TestTokens.districtAdmin(), "/orders/board?communityId=350211000000")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(Errand.errors(api.get(officer, "/orders?from=3000-01-01T00:00:00Z")))
                .containsExactly("from OUT_OF_RANGE");
    }
}
