package cn.jinlin.supervision.exemplar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.demand.Neighbourhoods;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.outlet.FakeChannels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class ExemplarApiTest {
    private static final String EXEMPLARS = "/api/v1/exemplars";
    private static final String COMMUNITY = "350211107001";
    private static final String NOMINATOR = supervisor("anna");
    private static final String REVIEWER = supervisor("cora");
    private static final String GIVEN = "{\"decision\":\"GIVEN\"}";
    private static final String REFUSED = "{\"decision\":\"REFUSED\"}";
    private static final String FEED = "{\"channel\":\"FEED\"}";

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;
    @Autowired
    MongoClient engines;
    @Autowired
    Exemplars exemplars;
    @Autowired
    ExemplarDesk desk;

    private final String lin = UUID.randomUUID().toString();
    private final String mei = UUID.randomUUID().toString();
    private final String entry = UUID.randomUUID().toString();

    @BeforeEach
    void twoMembersAndAnEntry() {
        publisher.publish(List.of(
                told(new CommunityChanged(COMMUNITY, "康城社区", "350211107", "杏滨街道", Optional.empty(), List.of())),
                told(member(lin, MemberStatus.ACTIVE)), told(member(mei, MemberStatus.ACTIVE)),
                told(new ServiceRecordAppended(lin + ":2026", entry, lin, Optional.empty(), COMMUNITY, Optional.empty(),
                        EntryKind.VERIFIED, 90, Instant.parse("2026-05-16T08:30:00Z"), 1, "00", Optional.empty()))));
    }

    @Test
    void isPublishedWithConsentAndTakenBackWithIt() {
        String uri = nominated(lin, mei);
        Http.assertProblem(http.post(uri + "/review", NOMINATOR, "{\"decision\":\"APPROVED\"}"), 409, "REVIEW_BY_NOMINATOR");
        assertThat(status(http.post(uri + "/review", REVIEWER, "{\"decision\":\"APPROVED\"}"))).isEqualTo("REVIEWED");
        Http.assertProblem(http.post(uri + "/publications", NOMINATOR, FEED), 409, "CONSENT_MISSING");
        assertThat(status(http.post(uri + "/consent", TestTokens.member(lin), GIVEN))).isEqualTo("REVIEWED");
        assertThat(status(http.post(uri + "/consent", TestTokens.member(lin), GIVEN))).isEqualTo("REVIEWED");
        assertThat(status(http.post(uri + "/consent", TestTokens.member(mei), GIVEN))).isEqualTo("CONSENTED");
        assertThat(http.post(uri + "/publications", NOMINATOR, FEED)).hasStatusOk();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(status(http.get(uri, NOMINATOR))).isEqualTo("PUBLISHED"));

        JsonNode item = Http.json(http.get(feed(uri), TestTokens.platform("city")));
        assertThat(item.path("title").stringValue()).isEqualTo("<b>热心邻居</b>");
        assertThat(item.has("memberIds")).isFalse();
        assertThat(feedIds()).contains(id(uri));

        MvcTestResult withdrawn = http.post(uri + "/consent", TestTokens.member(mei), REFUSED);
        assertThat(status(withdrawn)).isEqualTo("WITHDRAWN");
        assertThat(Http.json(withdrawn).has("story")).isFalse();
        Http.assertProblem(http.get(feed(uri), TestTokens.platform("city")), 404, "NOT_FOUND");
        assertThat(feedIds()).doesNotContain(id(uri));
        Http.assertProblem(http.post(uri + "/consent", TestTokens.member(mei), GIVEN), 409, "EXEMPLAR_WITHDRAWN");
        assertThat(stored(uri)).doesNotContain("林");
    }

    @Test
    void keepsItsTextEncryptedAndOutOfEvents() {
        String uri = nominated(lin);
        assertThat(stored(uri)).doesNotContain("热心邻居", "林阿姨");
        assertThat(Http.json(http.get(uri, NOMINATOR)).path("story").stringValue()).contains("林阿姨");
        JsonNode evidence = Http.json(http.get(uri, NOMINATOR)).path("evidence").get(0);
        assertThat(evidence.path("minutes").intValue()).isEqualTo(90);
    }

    @Test
    void aDeletedMemberTakesItWithThem() {
        String uri = nominated(lin);
        publisher.publish(2, member(lin, MemberStatus.DELETED));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(status(http.get(uri, NOMINATOR))).isEqualTo("WITHDRAWN"));
        assertThat(Http.json(http.get(uri, NOMINATOR)).path("withdrawal").path("cause").stringValue()).isEqualTo("MEMBER_GONE");
    }

    /** The context's own worker, which has no WeChat, may be first now and then; its steps fail and are done again. */
    @Test
    void goesToWechatAndBack() {
        String uri = consented();
        try (FakeChannels channels = new FakeChannels()) {
            PublicationDesk work = new PublicationDesk(exemplars, desk, channels.outlets(), Clock.systemUTC());
            exemplars.aggregates().change(id(uri), current -> Change
                    .of(current.state().queued(Channel.WECHAT, Instant.now().plus(Duration.ofHours(1)))));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                due(uri);
                work.work(id(uri));
                assertThat(status(http.get(uri, NOMINATOR))).isEqualTo("PUBLISHED");
            });
            JsonNode live = Http.json(http.get(uri, NOMINATOR));
            assertThat(live.path("publications").get(0).path("url").stringValue()).startsWith("https://mp.weixin.qq.com/");
            assertThat(channels.calls().stream().filter(call -> call.contains("draft/add"))).hasSize(1);
            assertThat(status(http.post(uri + "/withdrawal", TestTokens.districtAdmin(), "{}"))).isEqualTo("WITHDRAWN");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                due(uri);
                work.work(id(uri));
                assertThat(Http.json(http.get(uri, NOMINATOR)).path("publications").get(0).path("standing").stringValue())
                        .isEqualTo("GONE");
            });
            assertThat(channels.calls().getLast()).contains("freepublish/delete");
        }
    }

    @Test
    void offersOnlyChannelsThatAreSetUp() {
        String uri = consented();
        Http.assertProblem(http.post(uri + "/publications", NOMINATOR, "{\"channel\":\"WECHAT\"}"), 409, "CHANNEL_NOT_SET_UP");
        Http.assertProblem(http.post(uri + "/publications", NOMINATOR, "{\"channel\":\"CITY_PLATFORM\"}"), 409,
                "CHANNEL_NOT_SET_UP");
        assertThat(http.post(uri + "/publications", NOMINATOR, "{\"channel\":\"RADIO\"}")).hasStatus(400);
    }

    @Test
    void refusesEvidenceThatProvesNothing() {
        Http.assertProblem(post(body("RECORD", "none", lin)), 409, "EVIDENCE_UNKNOWN");
        Http.assertProblem(post(body("ORDER", "none", lin)), 409, "EVIDENCE_UNKNOWN");
        Http.assertProblem(post(body("RECORD", entry, mei)), 409, "EVIDENCE_OF_OTHERS");
        Http.assertProblem(post(body("RECORD", entry, "nobody")), 409, "MEMBER_UNKNOWN");
        publisher.publish(1,
                new ServiceRecordAppended(lin + ":2026", UUID.randomUUID().toString(), lin, Optional.empty(), COMMUNITY,
                        Optional.empty(), EntryKind.VOID, -90, Instant.parse("2026-05-16T08:30:00Z"), 2, "00",
                        Optional.of(entry)));
        Http.assertProblem(post(body("RECORD", entry, lin)), 409, "EVIDENCE_DOES_NOT_COUNT");
        MvcTestResult empty = post("{}");
        Http.assertInvalid(empty, "title", "REQUIRED");
        Http.assertInvalid(empty, "story", "REQUIRED");
        Http.assertInvalid(empty, "evidence", "REQUIRED");
        String ofNobody = body("RECORD", entry, lin).replaceAll("\"(memberIds|communityId)\":[^,]*,", "");
        Http.assertInvalid(post(ofNobody), "memberIds", "NOBODY_NAMED");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "ACCEPTED", "CLOSED"})
    void anOrderIsEvidenceOnceItIsDone(OrderStatus done) {
        String order = UUID.randomUUID().toString();
        Instant startsAt = Instant.parse("2026-05-16T01:00:00Z");
        publisher.publish(new Neighbourhoods(118, 24, startsAt)
                .order(order, 1, COMMUNITY, startsAt, 5, 3, OrderStatus.IN_PROGRESS).told());
        Http.assertProblem(post(body("ORDER", order, lin)), 409, "EVIDENCE_DOES_NOT_COUNT");
        publisher.publish(new Neighbourhoods(118, 24, startsAt).order(order, 2, COMMUNITY, startsAt, 5, 3, done).told());
        MvcTestResult made = post(body("ORDER", order, lin));
        assertThat(made).hasStatus(201);
        JsonNode evidence = Http.json(made).path("evidence");
        assertThat(evidence).hasSize(1);
        assertThat(evidence.at("/0/kind").stringValue()).isEqualTo("ORDER");
        assertThat(evidence.at("/0/id").stringValue()).isEqualTo(order);
        assertThat(evidence.at("/0/communityId").stringValue()).isEqualTo(COMMUNITY);
        assertThat(evidence.at("/0/minutes").isNumber()).isFalse();
        assertThat(Instant.parse(evidence.at("/0/at").stringValue())).isEqualTo(startsAt.plus(Duration.ofHours(2)));
    }

    @Test
    void eachSeesAndDoesItsOwn() {
        String uri = nominated(lin);
        Http.assertProblem(http.get(uri, TestTokens.member(mei)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(uri, TestTokens.officer(COMMUNITY)), 403, "FORBIDDEN");
        assertThat(http.get(uri, TestTokens.member(lin))).hasStatusOk();
        assertThat(ids(TestTokens.member(lin))).containsExactly(id(uri));
        assertThat(ids(TestTokens.member(mei))).doesNotContain(id(uri));
        Http.assertProblem(http.get(feed(uri), TestTokens.officer(COMMUNITY)), 404, "NOT_FOUND");
        Http.assertProblem(http.post(uri + "/consent", TestTokens.member(mei), "nonsense"), 403, "NOT_NAMED");
        Http.assertProblem(http.post(uri + "/consent", NOMINATOR, "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(uri + "/review", TestTokens.member(lin), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(uri + "/publications", TestTokens.districtAdmin(), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(uri + "/withdrawal", TestTokens.member(lin), "{}"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(EXEMPLARS, TestTokens.officer(COMMUNITY), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.post(EXEMPLARS + "/none/review", REVIEWER, "nonsense"), 404, "NOT_FOUND");
        Http.assertInvalid(http.post(uri + "/review", REVIEWER, "{\"decision\":\"DECLINED\"}"), "comment", "REQUIRED");
        assertThat(status(http.post(uri + "/review", REVIEWER, "{\"decision\":\"DECLINED\",\"comment\":\"事迹不足\"}")))
                .isEqualTo("DECLINED");
        Http.assertProblem(http.post(uri + "/consent", TestTokens.member(lin), GIVEN), 409, "EXEMPLAR_DECLINED");
        assertThat(http.tester().get().uri(uri).exchange()).hasStatus(401);
    }

    private void due(String uri) {
        exemplars.aggregates().change(id(uri), current -> Change.of(current.state().with(Channel.WECHAT,
                each -> each.dueAt().isPresent() ? each.taken(Instant.now()) : each)));
    }

    private String consented() {
        String uri = nominated(lin);
        http.post(uri + "/review", REVIEWER, "{\"decision\":\"APPROVED\"}");
        assertThat(status(http.post(uri + "/consent", TestTokens.member(lin), GIVEN))).isEqualTo("CONSENTED");
        return uri;
    }

    private String nominated(String... memberIds) {
        MvcTestResult made = post(body("RECORD", entry, memberIds));
        assertThat(made).hasStatus(201);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private MvcTestResult post(String body) {
        return http.post(EXEMPLARS, NOMINATOR, body);
    }

    private String stored(String uri) {
        for (String name : engines.listDatabaseNames()) {
            Document found = engines.getDatabase(name).getCollection("exemplars").find(new Document("_id", id(uri))).first();
            if (found != null) {
                return found.toJson();
            }
        }
        throw new AssertionError("not stored");
    }

    private List<String> feedIds() {
        return Http.json(http.get(EXEMPLARS + "/feed?limit=200", TestTokens.officer(COMMUNITY))).path("items").values().stream()
                .map(item -> item.path("exemplarId").stringValue()).toList();
    }

    private List<String> ids(String token) {
        return Http.json(http.get(EXEMPLARS + "?limit=200", token)).path("items").values().stream()
                .map(item -> item.path("exemplarId").stringValue()).toList();
    }

    private static String feed(String uri) {
        return EXEMPLARS + "/feed/" + id(uri);
    }

    private static String id(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static String status(MvcTestResult answer) {
        return Http.json(answer).path("status").asString();
    }

    private static String supervisor(String subject) {
        return TestTokens.bearer(Map.of("roles", List.of("SUPERVISOR"), "sub", subject, "office", "ORGANIZATION"));
    }

    private static MemberChanged member(String id, MemberStatus status) {
        return new MemberChanged(id, MemberKind.PARTY_MEMBER, Optional.empty(), List.of(), status, Optional.empty(),
                Optional.empty());
    }

    private static Told told(Event event) {
        return new Told(UUID.randomUUID().toString(), 1, event);
    }

    private static String body(String kind, String evidence, String... memberIds) {
        return """
                {"title":"<b>热心邻居</b>","story":"林阿姨每周清理楼道。","memberIds":["%s"],"communityId":"%s",
                "evidence":[{"kind":"%s","id":"%s"}]}""".formatted(String.join("\",\"", memberIds), COMMUNITY, kind, evidence);
    }
}
