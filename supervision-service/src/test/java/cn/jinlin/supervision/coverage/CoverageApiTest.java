package cn.jinlin.supervision.coverage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class CoverageApiTest {
    private static final String SHUANGLE = "350211102006";
    private static final String WITHOUT_PLACE = "350211102007";
    private static final Instant NOW = Instant.now();

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    @BeforeEach
    void aDistrictAtWork() {
        publisher.publish(1, new CommunityChanged(SHUANGLE, "双乐社区居委会", "350211102", "灌口镇",
                Optional.of(new Location(117.9973, 24.6078)), List.of()));
        publisher.publish(1, new CommunityChanged(WITHOUT_PLACE, "东辉村委会", "350211102", "灌口镇", Optional.empty(), List.of()));
        Optional<Registered> here = Optional.of(new Registered(SHUANGLE, Optional.empty(), RegistrationStatus.CONFIRMED, NOW));
        publisher.publish(1, new MemberChanged("api-member-1", MemberKind.PARTY_MEMBER, Optional.of("unit-1"), List.of(),
                MemberStatus.ACTIVE, here, here));
        publisher.publish(1, new OrderChanged("api-order-1", "JL-1", SHUANGLE, Optional.empty(), "清理杂物", Category.CLEAN_HOME,
                NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2)), new Capacity(1, 3), Audience.DISTRICT,
                Audience.DISTRICT,
                OrderStatus.OPEN, "COMMUNITY", 1, 0, List.of(), List.of()));
        publisher.publish(1, new ServiceRecordAppended("api-member-1:2026", "api-entry-1", "api-member-1", Optional.of("unit-1"),
                SHUANGLE, Optional.of("api-order-0"), EntryKind.VERIFIED, 90, NOW.minus(Duration.ofDays(3)), 1, "00ff",
                Optional.empty()));
        publisher.publish(1, new ServiceRecordAppended("api-member-1:2026", "api-entry-2", "api-member-1", Optional.of("unit-1"),
                SHUANGLE, Optional.empty(), EntryKind.BACKFILLED, 30, NOW.minus(Duration.ofDays(3)), 2, "00ff",
                Optional.empty()));
        publisher.publish(9, new OrderAccepted("api-order-0", SHUANGLE,
                List.of(new ServiceResult("api-member-1", ServiceVerdict.SERVED, 90)),
                List.of(new Outcome("debris", BigDecimal.valueOf(28), "truckload")), NOW));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode row = row(TestTokens.districtAdmin(), SHUANGLE);
            assertThat(row.path("verifiedMinutes").intValue()).isEqualTo(90);
            assertThat(row.path("backfilledMinutes").intValue()).isEqualTo(30);
            assertThat(row.path("servedPlaces").intValue()).isEqualTo(1);
        });
    }

    @Test
    void showsEveryFigureOfACommunity() {
        JsonNode row = row(TestTokens.supervisor("EFFICIENCY"), SHUANGLE);
        assertThat(row.path("name").stringValue()).isEqualTo("双乐社区居委会");
        assertThat(row.path("registeredMembers").intValue()).isEqualTo(1);
        assertThat(row.path("activeMembers").intValue()).isEqualTo(1);
        assertThat(row.path("openPlaces").intValue()).isEqualTo(2);
        assertThat(row.path("claimedPlaces").intValue()).isEqualTo(1);
        assertThat(row.path("fillRate").doubleValue()).isEqualTo(0.3333);
        assertThat(row.path("load").doubleValue()).isEqualTo(2);
        assertThat(row.path("band").stringValue()).isIn("SHORT", "BALANCED", "SURPLUS");
        assertThat(row.has("inspectionScore")).isTrue();
        assertThat(row.has("openFindings")).isTrue();
        assertThat(row.path("overdueFindings").isInt()).isTrue();
        assertThat(row.path("subdistrictCode").stringValue()).isEqualTo("350211102");
        assertThat(row.path("servedPlaces").intValue()).isEqualTo(1);
        assertThat(row.path("backfilledMinutes").intValue()).isEqualTo(30);
        assertThat(row.path("outcomes").toString())
                .isEqualTo("[{\"metric\":\"debris\",\"quantity\":28,\"unit\":\"truckload\"}]");
    }

    @Test
    void namesEveryCommunityOnce() {
        List<String> ids = ids(TestTokens.platform("city"));
        assertThat(ids).contains(SHUANGLE, WITHOUT_PLACE).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anOfficerSeesItsOwnCommunitiesAlone() {
        assertThat(ids(TestTokens.officer(SHUANGLE))).containsExactly(SHUANGLE);
        assertThat(ids(TestTokens.officer("350211999999"))).isEmpty();
        assertThat(row(TestTokens.officer(SHUANGLE), SHUANGLE)).isEqualTo(row(TestTokens.districtAdmin(), SHUANGLE));
    }

    @Test
    void isClosedToMembersLiaisonsAndStrangers() {
        for (String path : Set.of("/api/v1/coverage", "/api/v1/coverage.geojson", "/api/v1/coverage/summary")) {
            Http.assertProblem(http.get(path, TestTokens.member("member-1")), 403, "FORBIDDEN");
            Http.assertProblem(http.get(path, TestTokens.liaison("unit-1")), 403, "FORBIDDEN");
            assertThat(http.tester().get().uri(path).exchange()).hasStatus(401);
        }
    }

    @Test
    void isGeoJsonWithAPointWhereTheCommunityHasOne() {
        MvcTestResult answer = http.get("/api/v1/coverage.geojson", TestTokens.districtAdmin());
        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("application/geo+json");
        JsonNode collection = Http.json(answer);
        assertThat(collection.path("type").stringValue()).isEqualTo("FeatureCollection");
        JsonNode located = feature(collection, SHUANGLE);
        assertThat(located.path("type").stringValue()).isEqualTo("Feature");
        assertThat(located.path("geometry").path("type").stringValue()).isEqualTo("Point");
        assertThat(located.path("geometry").path("coordinates").get(0).doubleValue()).isEqualTo(117.9973);
        assertThat(located.path("geometry").path("coordinates").get(1).doubleValue()).isEqualTo(24.6078);
        assertThat(located.path("properties")).isEqualTo(row(TestTokens.districtAdmin(), SHUANGLE));
        JsonNode unlocated = feature(collection, WITHOUT_PLACE);
        assertThat(unlocated.has("geometry")).isTrue();
        assertThat(unlocated.path("geometry").isNull()).isTrue();
    }

    @Test
    void sumsUpTheDistrictAndItsSubdistricts() {
        String uri = "/api/v1/coverage/summary?districtCode=350211";
        JsonNode summary = Http.json(http.get(uri, TestTokens.platform("city")));
        assertThat(summary.path("district").path("districtCode").stringValue()).isEqualTo("350211");
        assertThat(summary.path("district").path("communities").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(summary.path("district").path("bands").propertyNames()).containsExactlyInAnyOrder("SHORT", "BALANCED",
                "SURPLUS");
        JsonNode town = summary.path("subdistricts").values().stream()
                .filter(each -> each.path("subdistrictCode").stringValue().equals("350211102")).findFirst().orElseThrow();
        assertThat(town.path("subdistrictName").stringValue()).isEqualTo("灌口镇");
        assertThat(town.path("registeredMembers").intValue()).isEqualTo(1);
        assertThat(town.path("verifiedMinutes").intValue()).isEqualTo(90);
        assertThat(town.path("fillRate").doubleValue()).isEqualTo(0.3333);
        assertThat(http.get("/api/v1/coverage/summary", TestTokens.districtAdmin())).hasStatusOk();
    }

    @Test
    void theSummaryOfAnUnknownDistrictIsEmptyAndAMisshapenCodeIsRefused() {
        JsonNode none = Http.json(http.get("/api/v1/coverage/summary?districtCode=999999", TestTokens.districtAdmin()));
        assertThat(none.path("district").path("communities").intValue()).isZero();
        assertThat(none.path("subdistricts").isEmpty()).isTrue();
        Http.assertInvalid(http.get("/api/v1/coverage/summary?districtCode=35021x", TestTokens.districtAdmin()), "districtCode",
                "MALFORMED");
        Http.assertProblem(http.get("/api/v1/coverage/summary", TestTokens.officer(SHUANGLE)), 403, "FORBIDDEN");
    }

    @Test
    void refusesAnotherMethod() {
        Http.assertProblem(http.post("/api/v1/coverage", TestTokens.districtAdmin(), "{}"), 405, "METHOD_NOT_ALLOWED");
    }

    private JsonNode row(String token, String communityId) {
        for (JsonNode item : items(token)) {
            if (item.path("communityId").stringValue().equals(communityId)) {
                return item;
            }
        }
        throw new AssertionError(communityId + " is not on the board");
    }

    private List<String> ids(String token) {
        return items(token).values().stream().map(item -> item.path("communityId").stringValue()).toList();
    }

    private JsonNode items(String token) {
        MvcTestResult answer = http.get("/api/v1/coverage", token);
        assertThat(answer).hasStatusOk();
        return Http.json(answer).path("items");
    }

    private static JsonNode feature(JsonNode collection, String id) {
        return collection.path("features").values().stream().filter(feature -> feature.path("id").stringValue().equals(id))
                .findFirst().orElseThrow();
    }
}
