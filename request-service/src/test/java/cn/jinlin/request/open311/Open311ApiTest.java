package cn.jinlin.request.open311;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.w3c.dom.Document;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The Open311 door, as hotlines use it. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class Open311ApiTest {
    private static final String NEAR = "350211102777";
    private static final String FAR = "350211102778";
    private static final String OFFICER = TestTokens.officer(NEAR, FAR);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private Directory directory;
    @Autowired
    private MovableClock clock;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(mvc);
        community(NEAR, 118.20, 24.70);
        community(FAR, 118.22, 24.70);
    }

    private void community(String id, double longitude, double latitude) {
        district.tell(new CommunityChanged(id, "社区" + id, "350211102", "侨英街道", Optional.of(new Location(longitude, latitude)),
                List.of()));
        await().until(() -> directory.community(id).isPresent());
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri("/open311" + path).exchange();
    }

    private MvcTestResult post(String format, String... fields) {
        var request = mvc.post().uri("/open311/v2/requests." + format).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult asked(String description) {
        return post("json", "api_key", "hotline-key", "service_code", "CLEAN_HOME", "lat", "24.7001", "long", "118.2015",
                "description", description);
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static Document xml(MvcTestResult result) throws Exception {
        assertThat(result.getResponse().getContentType()).isEqualTo("text/xml");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(result.getResponse().getContentAsByteArray()));
    }

    private static void refused(MvcTestResult result, int code) {
        assertThat(result).hasStatus(code);
        assertThat(body(result).get(0).path("code").asInt()).isEqualTo(code);
        assertThat(body(result).get(0).path("description").asString()).isNotBlank();
    }

    @Test
    void tellsWhereItIsAndWhatItTakesWithoutAKey() throws Exception {
        MvcTestResult discovery = get("/discovery.json");
        assertThat(discovery.getResponse().getContentType()).isEqualTo("application/json");
        assertThat(body(discovery).path("endpoints")).hasSize(2);
        assertThat(xml(get("/discovery.xml")).getElementsByTagName("endpoint").getLength()).isEqualTo(2);

        assertThat(body(get("/v2/services.json"))).hasSize(7).allSatisfy(service -> {
            assertThat(service.path("metadata").asBoolean()).isTrue();
            assertThat(body(get("/v2/services/" + service.path("service_code").asString() + ".json")).path("attributes"))
                    .hasSize(3);
        });
        assertThat(xml(get("/v2/services.xml")).getDocumentElement().getElementsByTagName("service").getLength()).isEqualTo(7);
        assertThat(xml(get("/v2/services/OTHER.xml")).getDocumentElement().getTagName()).isEqualTo("service_definition");
        refused(get("/v2/services/NOTHING.json"), 404);
        assertThat(xml(get("/v2/services/NOTHING.xml")).getElementsByTagName("code").item(0).getTextContent()).isEqualTo("404");
    }

    @Test
    void aRequestBecomesADraftOfTheNearestCommunityAndItsCourseIsReadable() throws Exception {
        String nasty = "<b>&amp;]]>\u0001 {\"$where\":1} '; DROP";
        MvcTestResult made = post("json", "api_key", "hotline-key", "service_code", "CLEAN_HOME", "lat", "24.7001", "long",
                "118.2015", "description", nasty, "address_string", "双乐路 1 号", "attribute[places]", "4", "first_name", "陈嘉庚",
                "phone", "13800000001", "media_url", "https://example.org/a.jpg");
        assertThat(made).hasStatus(201);
        String id = body(made).get(0).path("service_request_id").asString();

        var order = body(api.get(OFFICER, "/orders/" + id));
        assertThat(order.path("communityId").asString()).isEqualTo(NEAR);
        assertThat(order.path("status").asString()).isEqualTo("DRAFT");
        assertThat(order.path("source").asString()).isEqualTo("OPEN311:hotline");
        assertThat(order.at("/capacity/max").asInt()).isEqualTo(4);
        assertThat(order.toString()).doesNotContain("陈嘉庚", "13800000001");

        var shown = body(get("/v2/requests/" + id + ".json?api_key=hotline-key")).get(0);
        assertThat(shown.path("status").asString()).isEqualTo("open");
        assertThat(shown.path("description").asString()).isEqualTo(nasty);
        assertThat(shown.path("lat").asDouble()).isEqualTo(24.7001);
        assertThat(shown.path("address").asString()).isEqualTo("双乐路 1 号");
        assertThat(OffsetDateTime.parse(shown.path("requested_datetime").asString()).getOffset().getTotalSeconds())
                .isEqualTo(8 * 3600);
        assertThat(shown.at("/extended_attributes/order_status").asString()).isEqualTo("DRAFT");
        Document xml = xml(get("/v2/requests/" + id + ".xml?api_key=hotline-key"));
        assertThat(xml.getElementsByTagName("description").item(0).getTextContent()).isEqualTo(nasty.replace('\u0001', '\uFFFD'));
        assertThat(body(get("/v2/tokens/" + id + ".json?api_key=hotline-key")).get(0).path("token").asString()).isEqualTo(id);

        assertThat(api.post(OFFICER, "/orders/" + id + "/cancellation", "{\"reason\":\"已处理\"}")).hasStatus(200);
        var closed = body(get("/v2/requests/" + id + ".json?api_key=hotline-key")).get(0);
        assertThat(closed.path("status").asString()).isEqualTo("closed");
        assertThat(closed.path("status_notes").asString()).isEqualTo("已处理");
        await().untilAsserted(() -> assertThat(text(get("/v2/requests.json?api_key=hotline-key&status=closed"))).contains(id));
        assertThat(text(get("/v2/requests.json?api_key=hotline-key&status=open"))).doesNotContain(id);
    }

    @Test
    void theSameRequestOfTheSameDayIsOne() {
        String what = "楼道杂物 " + Ids.next();
        MvcTestResult first = asked(what);
        MvcTestResult again = asked(what);
        assertThat(again).hasStatus(200);
        assertThat(body(again).get(0).path("service_request_id")).isEqualTo(body(first).get(0).path("service_request_id"));
        assertThat(asked(what + "!")).hasStatus(201);
    }

    @Test
    void listsByServiceTimeAndId() {
        String id = body(asked("list " + Ids.next())).get(0).path("service_request_id").asString();
        String base = "/v2/requests.json?api_key=hotline-key";
        assertThat(text(get(base))).contains(id);
        assertThat(text(get(base + "&service_code=CLEAN_HOME,OTHER&status=open,closed"))).contains(id);
        assertThat(text(get(base + "&service_code=OTHER"))).doesNotContain(id);
        assertThat(text(get(base + "&service_request_id=" + id))).contains(id);
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        assertThat(text(get(base + "&start_date=" + yesterday + "&end_date=" + clock.instant().plusSeconds(60)))).contains(id);
        assertThat(text(get(base + "&end_date=" + yesterday))).doesNotContain(id);
        refused(get(base + "&start_date=yesterday"), 400);
        refused(get(base + "&start_date=2020-01-01T00:00:00Z&end_date=2026-01-01T00:00:00Z"), 400);
        refused(get(base + "&status=done"), 400);
        refused(get(base + "&service_code=NOTHING"), 404);
    }

    @Test
    void refusesWhoHasNoKeyAndShowsNobodyWhatIsAnothers() {
        refused(post("json", "service_code", "OTHER", "lat", "24.7", "long", "118.2"), 403);
        refused(post("json", "api_key", "wrong", "service_code", "OTHER", "lat", "24.7", "long", "118.2"), 403);
        refused(post("json", "api_key", "reader-key", "service_code", "OTHER", "lat", "24.7", "long", "118.2"), 403);
        refused(post("json", "api_key", "narrow-key", "service_code", "CLEAN_HOME", "lat", "24.7", "long", "118.2"), 403);
        refused(get("/v2/requests.json"), 403);
        String id = body(asked("mine " + Ids.next())).get(0).path("service_request_id").asString();
        refused(get("/v2/requests/" + id + ".json"), 403);
        refused(get("/v2/requests/" + id + ".json?api_key=reader-key"), 404);
        assertThat(text(get("/v2/requests.json?api_key=reader-key"))).isEqualTo("[]");
    }

    @Test
    void refusesWhatIsWrongInTheStandardsWay() throws Exception {
        String[] base = {"api_key", "hotline-key", "service_code", "CLEAN_HOME"};
        refused(post("json", base), 400);
        refused(with(base, "lat", "24.7"), 400);
        refused(with(base, "lat", "NaN", "long", "118.2"), 400);
        refused(with(base, "lat", "91", "long", "118.2"), 400);
        refused(with(base, "lat", "39.9", "long", "116.4"), 400);
        refused(with(base, "address_id", "nowhere"), 400);
        refused(with(base, "lat", "24.7", "long", "118.2", "description", "x".repeat(100_000)), 400);
        refused(with(base, "lat", "24.7", "long", "118.2", "media_url", "javascript:alert(1)"), 400);
        refused(with(base, "lat", "24.7", "long", "118.2", "attribute[starts_at]", "2020-01-01T00:00:00+08:00"), 400);
        refused(with(base, "lat", "24.7", "long", "118.2", "attribute[places]", "0"), 400);
        refused(post("json", "api_key", "hotline-key", "lat", "24.7", "long", "118.2"), 400);
        refused(post("json", "api_key", "hotline-key", "service_code", "$ne", "lat", "24.7", "long", "118.2"), 404);
        assertThat(with(base, "address_id", FAR, "description", Ids.next())).hasStatus(201);
        assertThat(xml(post("xml", base)).getDocumentElement().getTagName()).isEqualTo("errors");
    }

    private MvcTestResult with(String[] base, String... more) {
        String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return post("json", all);
    }
}
