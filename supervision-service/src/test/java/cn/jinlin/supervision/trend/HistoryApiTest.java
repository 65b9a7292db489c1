package cn.jinlin.supervision.trend;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.demand.Neighbourhoods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class HistoryApiTest {
    private static final String HISTORY = "/api/v1/coverage/history";
    private static final String HERE = "350289001001";
    private static final String ADMIN = TestTokens.districtAdmin();
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;
    @Autowired
    Days days;

    @BeforeEach
    void aCommunityWithAPast() {
        publisher.publish(1, new CommunityChanged(HERE, "马銮社区", "350289001", "杏林街道", Optional.empty(), List.of()));
        publisher.publish(new Neighbourhoods(60, 20, Instant.now())
                .order("history-order", HERE, Instant.now().plus(Duration.ofDays(2)), 8, 2).told());
        days.keep(List.of(day(HERE, 2, 7), day("350289001", 2, 7), day("350289", 2, 9), day(HERE, 40, 1)), 1);
    }

    private static DayFigures day(String area, int ago, int members) {
        return new DayFigures(area, TODAY.minusDays(ago), members, 3, 4, 1, 9, 0.2, 600, 30, 2, 1);
    }

    @Test
    void showsTheDaysOfACommunityAndTodayAsItStands() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode items = items(HISTORY + "?communityId=" + HERE, ADMIN);
            assertThat(items).hasSize(2);
            assertThat(items.get(0).toString()).isEqualTo(("{\"date\":\"%s\",\"communityId\":\"%s\",\"registeredMembers\":7,"
                    + "\"activeMembers\":3,\"openPlaces\":4,\"claimedPlaces\":1,\"servedPlaces\":9,\"fillRate\":0.2,"
                    + "\"verifiedMinutes\":600,\"backfilledMinutes\":30,\"openFindings\":2,\"overdueFindings\":1}")
                    .formatted(TODAY.minusDays(2), HERE));
            assertThat(items.get(1).path("date").stringValue()).isEqualTo(TODAY.toString());
            assertThat(items.get(1).path("openPlaces").intValue()).isEqualTo(6);
        });
    }

    @Test
    void showsSubdistrictsAndTheDistrictToo() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode town = items(HISTORY + "?subdistrictCode=350289001", ADMIN);
            assertThat(town).hasSize(2);
            assertThat(town.get(1).path("openPlaces").intValue()).isEqualTo(6);
            assertThat(town.get(1).path("subdistrictCode").stringValue()).isEqualTo("350289001");
            JsonNode district = items(HISTORY + "?districtCode=350289", ADMIN);
            assertThat(district.get(0).path("registeredMembers").intValue()).isEqualTo(9);
            assertThat(district.get(1).has("communityId")).isFalse();
        });
        assertThat(http.get(HISTORY, ADMIN)).hasStatusOk();
    }

    @Test
    void showsTheDaysThatAreAskedFor() {
        assertThat(items(HISTORY + "?communityId=" + HERE + "&from=" + TODAY.minusDays(50) + "&to=" + TODAY.minusDays(3), ADMIN))
                .hasSize(1);
        assertThat(items(HISTORY + "?communityId=999999999999", ADMIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"communityId=35, communityId", "subdistrictCode=x, subdistrictCode", "districtCode=3502111, districtCode",
        "from=yesterday, from", "to=2026-13-01, to", "from=2026-05-17&to=2026-05-16, from", "from=2000-01-01&to=2026-01-01, from",
        "from=-999999999-01-01&to=2026-01-01, from",
        "to=%2B999999999-12-31, to", "to=-999999999-01-01, to", "from=0000-01-01&to=9999-12-31, from"})
    void refusesWhatIsNoAreaAndNoSpanOfDays(String query, String field) {
        MvcTestResult answer = http.get(HISTORY + "?" + query, ADMIN);
        Http.assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(Http.json(answer).path("errors").get(0).path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void anOfficerSeesItsOwnCommunitiesAlone() {
        assertThat(http.get(HISTORY + "?communityId=" + HERE, TestTokens.officer(HERE))).hasStatusOk();
        Http.assertProblem(http.get(HISTORY + "?communityId=" + HERE, TestTokens.officer("350211102006")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(HISTORY, TestTokens.officer(HERE)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(HISTORY, TestTokens.member("m")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(HISTORY, TestTokens.liaison("u")), 403, "FORBIDDEN");
        assertThat(http.tester().get().uri(HISTORY).exchange()).hasStatus(401);
        assertThat(http.get(HISTORY, TestTokens.platform("city"))).hasStatusOk();
        assertThat(http.get(HISTORY, TestTokens.supervisor("EFFICIENCY"))).hasStatusOk();
    }

    private JsonNode items(String uri, String token) {
        return Http.json(http.get(uri, token)).path("items");
    }
}
