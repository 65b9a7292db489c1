package cn.jinlin.supervision;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.Event;
import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.test.Pictures;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.demand.Neighbourhoods;
import cn.jinlin.supervision.district.RandomDistrict.Told;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the district and the supervision group have to do with a community, its unit and its member; each call makes one. */
final class Affairs {
    static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");
    static final String HOOK = "http://127.0.0.1:9/events";

    private static final String API = "/api/v1";
    private static final String ADMIN = TestTokens.districtAdmin();
    private static final String NOMINATOR = TestTokens
            .bearer(Map.of("roles", List.of("SUPERVISOR"), "sub", "anna", "office", "EFFICIENCY"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Http http;
    private final Publisher publisher;
    private final String here;
    private final String unit;
    private final String member;
    private final String platform;
    private final double longitude;

    /**
     * @param here the community
     * @param platform a client that nobody else uses
     * @param longitude of the community, far from any other
     */
    Affairs(Http http, Publisher publisher, String here, String unit, String member, String platform, double longitude) {
        this.http = http;
        this.publisher = publisher;
        this.here = here;
        this.unit = unit;
        this.member = member;
        this.platform = platform;
        this.longitude = longitude;
        publisher.publish(List.of(told(1, new CommunityChanged(here, "杏林社区", subdistrict(), "杏林街道", Optional.empty(), List.of())),
                told(1, new UnitChanged(unit, "区城管局", UnitKind.GOVERNMENT, Optional.empty(), List.of())),
                told(1, new MemberChanged(member, MemberKind.PARTY_MEMBER, Optional.empty(), List.of(), MemberStatus.ACTIVE,
                        Optional.empty(), Optional.empty()))));
    }

    private static Told told(long version, Event event) {
        return new Told(UUID.randomUUID().toString(), version, event);
    }

    private String subdistrict() {
        return here.substring(0, 9);
    }

    String inspection() {
        return made("/inspections", SUPERVISOR, inspectionBody(), "inspectionId");
    }

    String inspectionBody() {
        return """
                {"target":{"kind":"COMMUNITY","targetId":"%s"},"inspectedAt":"%s","checklist":[],"score":60}"""
                .formatted(here, hoursFromNow(-1));
    }

    /** @return the id */
    String photo(String inspectionId) {
        String photo = UUID.randomUUID().toString();
        assertThat(http.tester().put().uri(API + "/inspections/" + inspectionId + "/photos/" + photo)
                .header("Authorization", SUPERVISOR).contentType(MediaType.IMAGE_PNG).content(Pictures.png(64, 48)).exchange())
                .hasStatus(201);
        return photo;
    }

    String finding(String inspectionId) {
        return made("/inspections/" + inspectionId + "/findings", SUPERVISOR, findingBody(), "findingId");
    }

    String findingBody() {
        return """
                {"severity":"MAJOR","description":"楼道堆放杂物","guidance":"限期清理","dueAt":"%s"}"""
                .formatted(hoursFromNow(7 * 24));
    }

    /** What was to be mended is said to be mended. */
    String submitted(String findingId) {
        done("/findings/" + findingId + "/rectification", TestTokens.officer(here), measures());
        return findingId;
    }

    static String measures() {
        return "{\"measures\":\"已清理\"}";
    }

    String checklist() {
        return made("/checklists", SUPERVISOR, """
                {"kind":"MARKET","name":"市场环境","items":[{"itemId":"floor","text":"地面整洁","weight":60},
                {"itemId":"waste","text":"垃圾分类","weight":40}]}""", "checklistId");
    }

    static String checklistEdition() {
        return """
                {"items":[{"itemId":"floor","text":"地面干净","weight":60},{"itemId":"waste","text":"垃圾分类","weight":40}]}""";
    }

    String spotBody() {
        return placeBody("SCENIC_SPOT", "龙舟池", here, false);
    }

    String spot(String placeId) {
        put(placeId, spotBody());
        return placeId;
    }

    private static String placeBody(String kind, String name, String communityId, boolean closed) {
        return """
                {"kind":"%s","name":"%s","communityId":"%s","closed":%s}""".formatted(kind, name, communityId, closed);
    }

    private void put(String placeId, String body) {
        assertThat(http.put(API + "/places/" + placeId, ADMIN, body).getResponse().getStatus()).isIn(200, 201);
    }

    /** To visit a market with this id, the only one that is open; begins at once when it is drawn. */
    String campaign(String marketId) {
        markets().filter(each -> !each.path("closed").asBoolean()).forEach(each -> put(each.path("placeId").asString(),
                placeBody("MARKET", "x", each.path("communityId").asString(), true)));
        put(marketId, placeBody("MARKET", "杏林市场", here, false));
        return made("/campaigns", SUPERVISOR, """
                {"title":"周末联合督查","offices":["EFFICIENCY","CIVILIZATION"],"from":"%s","until":"%s","kinds":["MARKET"],
                "byRisk":1,"atRandom":0}""".formatted(hoursFromNow(-1), hoursFromNow(48)), "campaignId");
    }

    private Stream<JsonNode> markets() {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Http.json(http.get(API + "/places?kind=MARKET&limit=200" + next, ADMIN));
            page.path("items").forEach(all::add);
            next = page.path("next").isString() ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!next.isEmpty());
        return all.stream();
    }

    String drawn(String campaignId) {
        done("/campaigns/" + campaignId + "/draw", SUPERVISOR, seed());
        return campaignId;
    }

    static String seed() {
        return "{\"seed\":\"20260516 双色球 07 11\"}";
    }

    String exemplar() {
        return made("/exemplars", NOMINATOR, exemplarBody(), "exemplarId");
    }

    /** Rests on an entry of the member's service record. */
    String exemplarBody() {
        String entry = UUID.randomUUID().toString();
        publisher.publish(1, new ServiceRecordAppended(member + ":" + entry, entry, member, Optional.empty(), here,
                Optional.empty(), EntryKind.VERIFIED, 90, hoursFromNow(-24), 1, "00", Optional.empty()));
        return """
                {"title":"热心邻居","story":"林阿姨每周清理楼道。","memberIds":["%s"],"communityId":"%s",
                "evidence":[{"kind":"RECORD","id":"%s"}]}""".formatted(member, here, entry);
    }

    String reviewed(String exemplarId) {
        done("/exemplars/" + exemplarId + "/review", SUPERVISOR, approval());
        return exemplarId;
    }

    static String approval() {
        return "{\"decision\":\"APPROVED\"}";
    }

    String consented(String exemplarId) {
        done("/exemplars/" + exemplarId + "/consent", TestTokens.member(member), consent());
        return exemplarId;
    }

    static String consent() {
        return "{\"decision\":\"GIVEN\"}";
    }

    String published(String exemplarId) {
        String uri = API + "/exemplars/" + exemplarId;
        done("/exemplars/" + exemplarId + "/publications", SUPERVISOR, channel());
        await().atMost(PATIENCE)
                .until(() -> Http.json(http.get(uri, SUPERVISOR)).path("status").asString().equals("PUBLISHED"));
        return exemplarId;
    }

    static String channel() {
        return "{\"channel\":\"FEED\"}";
    }

    /** The member did not come three times. */
    String flag() {
        publisher.publish(Stream.generate(() -> UUID.randomUUID().toString()).limit(3)
                .map(order -> told(1, new OrderAccepted(order, here,
                        List.of(new ServiceResult(member, ServiceVerdict.ABSENT, 0)), List.of(), Instant.now())))
                .toList());
        return await().atMost(PATIENCE).until(() -> Http.json(http.get(API + "/flags?communityId=" + here, SUPERVISOR)).at(
                "/items/0/flagId").asString(""), id -> !id.isEmpty());
    }

    /** Of events that this community never has, so that nothing is ever sent. */
    String subscriptionBody() {
        return """
                {"url":"%s","types":["public-order.changed.v1"],"communityIds":["%s"]}""".formatted(HOOK, here);
    }

    String subscription() {
        var made = http.post(API + "/platform/subscriptions", TestTokens.platform(platform), subscriptionBody());
        assertThat(made).hasStatus(201);
        return Http.json(made).at("/subscription/subscriptionId").stringValue();
    }

    String paused(String subscriptionId) {
        done("/platform/subscriptions/" + subscriptionId + "/pause", TestTokens.platform(platform), "");
        return subscriptionId;
    }

    /** Rests on an order for six of which the unit, 3.2 km away, can send four. */
    String planBody() {
        Instant now = Instant.now();
        String home = subdistrict() + "007";
        double kilometre = 1 / 111.195;
        List<Told> all = new ArrayList<>(new Neighbourhoods(longitude, 10, now).community(home, "孙厝社区", 4)
                .members(unit, 4, home).order(UUID.randomUUID().toString(), here, now.plus(Duration.ofDays(1)), 6, 0).told());
        all.add(told(2, new CommunityChanged(here, "杏林社区", subdistrict(), "杏林街道",
                Optional.of(new Location(longitude, 10)), List.of())));
        all.add(told(2, new UnitChanged(unit, "区城管局", UnitKind.GOVERNMENT,
                Optional.of(new Location(longitude, 10 + 3.24 * kilometre)), List.of())));
        publisher.publish(all);
        return """
                {"horizonDays":7,"subdistrictCode":"%s"}""".formatted(subdistrict());
    }

    String plan() {
        return made("/support-plans", ADMIN, planBody(), "planId");
    }

    String approved(String planId) {
        done("/support-plans/" + planId + "/approval", ADMIN, "{}");
        return planId;
    }

    /** The coverage is known of everything that was told. */
    void counted() {
        await().atMost(PATIENCE).until(
                () -> Http.json(http.get(API + "/coverage", TestTokens.officer(here))).path("items").size() == 1);
    }

    /** There was a rebuild, and it is over. */
    void rebuilt() {
        String uri = API + "/coverage/rebuild";
        if (http.get(uri, ADMIN).getResponse().getStatus() == 404) {
            assertThat(http.post(uri, ADMIN, "{}")).hasStatus(202);
        }
        await().atMost(PATIENCE).until(() -> Http.json(http.get(uri, ADMIN)).path("status").asString().equals("DONE"));
    }

    private static Instant hoursFromNow(int hours) {
        return Instant.now().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
    }

    private String made(String path, String token, String body, String id) {
        var answer = http.post(API + path, token, body);
        assertThat(answer).hasStatus(201);
        return Http.json(answer).path(id).stringValue();
    }

    private void done(String path, String token, String body) {
        assertThat(http.post(API + path, token, body)).hasStatusOk();
    }
}
