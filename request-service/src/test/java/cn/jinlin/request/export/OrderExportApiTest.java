package cn.jinlin.request.export;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

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

import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;

/** Orders and participation as tables. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class OrderExportApiTest {
    private static final String COMMUNITY = "350211102881";
    private static final String OTHER = "350211102882";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String EXPORT = "/orders/export";

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
        district.community(OTHER);
    }

    private List<String> rows(String token, String query) {
        MvcTestResult table = api.get(token, EXPORT + query);
        assertThat(table).hasStatus(200);
        return new String(table.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void showsOrdersAndWhoTookPartToThoseInScope() {
        String member = district.resident(COMMUNITY);
        Errand served = Errand.published(api, clock, COMMUNITY, 2, "").served(member);
        Errand elsewhere = Errand.published(api, clock, OTHER, 1, "");
        String id = served.path().substring("/orders/".length());
        String other = elsewhere.path().substring("/orders/".length());

        List<String> orders = rows(OFFICER, "");
        assertThat(orders.getFirst()).startsWith("\uFEFForderId,number,communityId,");
        assertThat(orders).anyMatch(row -> row.startsWith(id) && row.contains(",ACCEPTED,") && row.contains(",1,0,1,0,60,"))
                .noneMatch(row -> row.startsWith(other));
        assertThat(rows(OFFICER, "/participation"))
                .anyMatch(row -> row.startsWith(id) && row.contains("," + member + ",,SERVED,") && row.contains(",60,"));
        for (String token : List.of(TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(rows(token, "?communityId=" + OTHER)).anyMatch(row -> row.startsWith(other))
                    .noneMatch(row -> row.startsWith(id));
            assertThat(rows(token, "")).anyMatch(row -> row.startsWith(other)).anyMatch(row -> row.startsWith(id));
        }
        assertThat(rows(OFFICER, "?status=OPEN")).noneMatch(row -> row.startsWith(id));
    }

    @Test
    void isClosedToEverybodyElse() {
        for (String path : List.of(EXPORT, EXPORT + "/participation")) {
            for (String token : List.of(TestTokens.member("m"), TestTokens.liaison("u"), TestTokens.platform("city"))) {
                assertThat(code(api.get(token, path))).isEqualTo("403 FORBIDDEN");
            }
            assertThat(code(api.get(OFFICER, path + "?communityId=" + OTHER))).isEqualTo("403 FORBIDDEN");
            assertThat(mvc.get().uri("/api/v1" + path).exchange()).hasStatus(401);
            assertThat(errors(api.get(OFFICER, path + "?format=pdf"))).containsExactly("format NOT_ONE_OF");
        }
    }

    @Test
    void supervisorsAreShownNoDrafts() {
        var start = clock.instant().plus(Duration.ofDays(3));
        assertThat(api.post(OFFICER, "/orders", Api.order(COMMUNITY, start, start.plus(Duration.ofHours(1)), 1, "DISTRICT", "")))
                .hasStatus(201);
        assertThat(rows(OFFICER, "")).anyMatch(row -> row.contains(",DRAFT,"));
        assertThat(rows(TestTokens.supervisor("EFFICIENCY"), "?communityId=" + COMMUNITY))
                .noneMatch(row -> row.contains(",DRAFT,"));
    }

    @Test
    void everyOrderIsInItOnceHoweverManyPagesThereAre() {
        var start = clock.instant().plus(Duration.ofDays(5));
        for (int i = 0; i < 203; i++) {
            assertThat(api.post(OFFICER, "/orders",
                    Api.order(COMMUNITY, start, start.plus(Duration.ofHours(1)), 1, "DISTRICT", ""))).hasStatus(201);
        }
        List<String> ids = rows(OFFICER, "?from=" + start.minusSeconds(1)).stream().skip(1).map(row -> row.substring(0, 36))
                .toList();
        assertThat(ids).hasSize(203);
        assertThat(new HashSet<>(ids)).hasSize(203);
        byte[] workbook = api.get(OFFICER, EXPORT + "?format=xlsx").getResponse().getContentAsByteArray();
        assertThat(new String(workbook, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    }
}
