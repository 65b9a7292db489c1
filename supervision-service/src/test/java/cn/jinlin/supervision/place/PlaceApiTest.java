package cn.jinlin.supervision.place;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;

@EnginesTest
class PlaceApiTest {
    private static final String COMMUNITY = "350211105001";
    private static final String ADMIN = TestTokens.districtAdmin();

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    @BeforeEach
    void aCommunity() {
        publisher.publish(1, new CommunityChanged(COMMUNITY, "园博社区", "350211105", "侨英街道", Optional.empty(), List.of()));
    }

    @Test
    void isMadeReplacedAndClosed() {
        String uri = "/api/v1/places/market-" + UUID.randomUUID();
        MvcTestResult made = http.put(uri, ADMIN, body("MARKET", "侨英市场"));
        assertThat(made).hasStatus(201).headers().hasValue("Location", uri);
        assertThat(http.put(uri, TestTokens.supervisor("EFFICIENCY"), body("MARKET", "侨英集市"))).hasStatusOk();
        assertThat(Http.json(http.get(uri, TestTokens.officer(COMMUNITY))).path("name").stringValue()).isEqualTo("侨英集市");
        Http.assertProblem(http.put(uri, ADMIN, body("SCENIC_SPOT", "侨英集市")), 409, "PLACE_OF_OTHER_KIND");
        assertThat(ids("?kind=MARKET&limit=200")).contains(uri.substring(uri.lastIndexOf('/') + 1));
        assertThat(ids("?communityId=350211199999")).isEmpty();
    }

    @Test
    void refusesOthersAndWhatFitsNothing() {
        String uri = "/api/v1/places/market-1";
        Http.assertProblem(http.put(uri, TestTokens.officer(COMMUNITY), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.get(uri, TestTokens.member("m")), 403, "FORBIDDEN");
        Http.assertProblem(http.put(uri, TestTokens.supervisor("WEATHER"), "nonsense"), 403, "OFFICE_REQUIRED");
        Http.assertInvalid(http.put(uri, ADMIN, body("UNIT", "x")), "kind", "NOT_ONE_OF");
        Http.assertInvalid(http.put(uri, ADMIN, body("MARKET", " ")), "name", "REQUIRED");
        Http.assertInvalid(http.put("/api/v1/places/Market_1", ADMIN, body("MARKET", "x")), "placeId", "MALFORMED");
        Http.assertProblem(http.put(uri, ADMIN, body("MARKET", "x").replace(COMMUNITY, "350211999998")), 409, "TARGET_UNKNOWN");
        Http.assertProblem(http.get("/api/v1/places/none", ADMIN), 404, "NOT_FOUND");
        assertThat(http.tester().get().uri(uri).exchange()).hasStatus(401);
    }

    private List<String> ids(String query) {
        return Http.json(http.get("/api/v1/places" + query, ADMIN)).path("items").values().stream()
                .map(item -> item.path("placeId").stringValue()).toList();
    }

    private static String body(String kind, String name) {
        return "{\"kind\":\"%s\",\"name\":\"%s\",\"communityId\":\"%s\"}".formatted(kind, name, COMMUNITY);
    }
}
