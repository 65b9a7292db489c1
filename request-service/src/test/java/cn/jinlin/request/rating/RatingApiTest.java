package cn.jinlin.request.rating;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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

/** Ratings by the community and feedback by members. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class RatingApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private Api api;
    private String anna;
    private String bing;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        district.community(COMMUNITY, "shuangle-east");
        anna = district.resident(COMMUNITY);
        bing = district.resident(COMMUNITY);
    }

    @Test
    void eachSaysItOnceAndReadsWhatConcernsIt() {
        String path = Errand.published(api, clock, COMMUNITY, 2, "").served(anna, bing).path();
        assertThat(api.post(OFFICER, path + "/ratings", "{\"stars\":5,\"comment\":\"<b>好</b>\"}")).hasStatus(201);
        assertThat(code(api.post(OFFICER, path + "/ratings", "{\"stars\":1}"))).isEqualTo("409 ALREADY_RATED");
        assertThat(api.post(TestTokens.member(anna), path + "/feedback", "{\"stars\":4,\"comment\":\"工具不够\"}")).hasStatus(201);
        assertThat(code(api.post(TestTokens.member(anna), path + "/feedback", "{\"stars\":4}"))).isEqualTo("409 ALREADY_RATED");
        assertThat(api.post(TestTokens.member(bing), path + "/feedback", "{\"stars\":2}")).hasStatus(201);

        for (String token : List.of(OFFICER, TestTokens.districtAdmin(), TestTokens.supervisor("CIVILIZATION"))) {
            assertThat(body(api.get(token, path + "/ratings")).path("feedback")).hasSize(2);
        }
        var own = body(api.get(TestTokens.member(anna), path + "/ratings"));
        assertThat(own.at("/community/comment").asString()).isEqualTo("<b>好</b>");
        assertThat(own.path("feedback")).hasSize(1);
        assertThat(own.at("/feedback/0/comment").asString()).isEqualTo("工具不够");
    }

    @Test
    void onlyAcceptedWorkIsRatedAndOnlyByThoseConcerned() {
        Errand errand = Errand.published(api, clock, COMMUNITY, 2, "").claimedBy(anna);
        assertThat(code(api.post(OFFICER, errand.path() + "/ratings", "{\"stars\":5}"))).isEqualTo("409 NOT_YET_RATEABLE");
        assertThat(code(api.post(TestTokens.member(anna), errand.path() + "/feedback", "{\"stars\":5}")))
                .isEqualTo("409 NOT_YET_RATEABLE");
        for (String token : List.of(TestTokens.member(bing), TestTokens.liaison("u"), TestTokens.platform("city"))) {
            assertThat(code(api.get(token, errand.path() + "/ratings"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.post(token, errand.path() + "/feedback", "{}"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.post(token, errand.path() + "/ratings", "{}"))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(code(api.post(TestTokens.officer("350211102001"), errand.path() + "/ratings", "{}")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(errors(api.post(OFFICER, errand.path() + "/ratings", "{\"stars\":6}"))).containsExactly("stars OUT_OF_RANGE");
        assertThat(errors(api.post(OFFICER, errand.path() + "/ratings", "{}"))).containsExactly("stars REQUIRED");
        assertThat(code(api.post(OFFICER, "/orders/none/ratings", "{\"stars\":5}"))).isEqualTo("404 NOT_FOUND");
    }
}
