package cn.jinlin.registration.news;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;

import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class NewsApiTest {
    private static final String INBOX = "/api/v1/me/inbox";

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    MongoDatabase database;

    private final Instant now = Instant.now();
    private String order;
    private String one;
    private String two;

    @BeforeEach
    void people() {
        order = UUID.randomUUID().toString();
        one = UUID.randomUUID().toString();
        two = UUID.randomUUID().toString();
    }

    @Test
    void tellsEachEventOnceHoweverOftenItIsDelivered() {
        OrderClaimed claimed = claimed(one, ClaimStatus.WAITLISTED);
        elsewhere.tells(claimed, "e-" + order, 1, now);
        elsewhere.tells(claimed, "e-" + order, 1, now);
        elsewhere.tells(new ClaimPromoted(order, "350211102006", one, now), 2);

        awaitCodes(one, "PROMOTED", "CLAIM_WAITLISTED");
    }

    @Test
    void tellsANewTimeToThoseWhoHoldAPlaceAndNobodyElse() {
        elsewhere.tells(claimed(one, ClaimStatus.CLAIMED), 1);
        elsewhere.tells(claimed(two, ClaimStatus.CLAIMED), 2);
        elsewhere.tells(new ClaimReleased(order, "350211102006", two, "BY_MEMBER", now), 3);
        elsewhere.tells(new OrderRescheduled(order, "350211102006", Instant.parse("2026-05-01T01:00:00Z"),
                Instant.parse("2026-05-01T03:00:00Z"), now), 4);

        awaitCodes(one, "ORDER_RESCHEDULED", "CLAIM_CONFIRMED");
        awaitCodes(two, "CLAIM_CONFIRMED");
        assertThat(inbox(one).get("/items/0/text")).contains("5月1日 09:00", "5月1日 11:00");
    }

    @Test
    void tellsAnotherPlaceToThoseWhoHoldOneAndAReopeningToThoseItNames() {
        elsewhere.tells(claimed(one, ClaimStatus.CLAIMED), 1);
        elsewhere.tells(claimed(two, ClaimStatus.CLAIMED), 2);
        elsewhere.tells(new ClaimReleased(order, "350211102006", two, "BY_MEMBER", now), 3);
        elsewhere.tells(new OrderRelocated(order, "350211102006", now), 4);
        elsewhere.tells(new OrderReopened(order, "350211102006", List.of(one), "垃圾没有清运完", now), 5);

        awaitCodes(one, "ORDER_REOPENED", "ORDER_RELOCATED", "CLAIM_CONFIRMED");
        awaitCodes(two, "CLAIM_CONFIRMED");
        assertThat(inbox(one).get("/items/0/text")).contains("垃圾没有清运完");
    }

    @Test
    void tellsDecisionsCreditsAndVoidsAndForgetsTheErased() {
        String here = district.community();
        String unit = district.unit(here);
        String member = district.member(unit);
        String home = "/api/v1/members/" + member + "/registrations/residence";
        district.put(TestTokens.member(member), home, "{\"communityId\":\"" + here + "\"}").is(201);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pendingIsKnown(member));
        district.post(TestTokens.officer(here), home + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        awaitCodes(member, "REGISTRATION_CONFIRMED");
        assertThat(inbox(member).get("/items/0/text")).contains("双乐社区居委会");

        elsewhere.tells(new MemberCredited(order, order + ":" + member, here, member, Optional.of(unit), 60, now, now, false,
                Optional.empty(), Optional.empty()), 1);
        awaitCodes(member, "SERVICE_CREDITED", "REGISTRATION_CONFIRMED");
        district.post(TestTokens.officer(here),
                "/api/v1/members/" + member + "/service-record/entries/" + order + ":" + member + "/void",
                "{\"reason\":\"扫错了\"}").is(201);
        awaitCodes(member, "SERVICE_VOIDED", "SERVICE_CREDITED", "REGISTRATION_CONFIRMED");

        district.delete(TestTokens.member(member), "/api/v1/members/" + member).is(204);
        awaitCodes(member);
        elsewhere.tells(claimed(member, ClaimStatus.CLAIMED), 2);
        elsewhere.tells(claimed(two, ClaimStatus.CLAIMED), 3);
        awaitCodes(two, "CLAIM_CONFIRMED");
        assertThat(codes(member)).isEmpty();
    }

    @Test
    void tellsWhatOfficersDoWithTeamsPostsAndPairings() {
        String here = district.community();
        String member = district.neighbour(district.unit(here), here);
        String officer = TestTokens.officer(here);
        String team = district.post(officer, "/api/v1/teams",
                "{\"kind\":\"CARE\",\"name\":\"爱心集美队\",\"communityId\":\"%s\",\"leaderId\":\"%s\"}".formatted(here, member))
                .is(201).location();
        awaitTold(member, "TEAM_JOINED", "爱心集美队");
        String pairing = district.post(officer, "/api/v1/pairings",
                "{\"householdId\":\"%s\",\"memberId\":\"%s\",\"rhythmDays\":14}".formatted(district.household(here), member))
                .is(201).location();
        awaitTold(member, "PAIRING_BEGUN", "结对");
        String post = district.post(officer, "/api/v1/posts",
                "{\"communityId\":\"%s\",\"kind\":\"PATROL\",\"title\":\"夜间巡逻岗\",\"places\":1}".formatted(here)).is(201)
                .location();
        district.post(TestTokens.member(member), post + "/holders", "").is(201);
        district.post(officer, post + "/holders/" + member + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        awaitTold(member, "POST_CONFIRMED", "夜间巡逻岗");

        district.delete(officer, team).is(204);
        district.delete(officer, post).is(204);
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\"}").is(200);
        awaitTold(member, "TEAM_DISBANDED", "爱心集美队");
        awaitTold(member, "POST_ENDED", "夜间巡逻岗");
        awaitTold(member, "PAIRING_ENDED", "结对");
        assertThat(codes(member)).doesNotHaveDuplicates();
    }

    @Test
    void asksOnceForTheConsentOfWhomeverAnExemplarNames() {
        ExemplarChanged reviewed = new ExemplarChanged(order, Office.CIVILIZATION, List.of(one, two), Optional.empty(),
                Optional.empty(), ExemplarStatus.REVIEWED, List.of());
        elsewhere.tells(reviewed, 2, now);
        elsewhere.tells(reviewed, 3, now);
        elsewhere.tells(new ExemplarChanged(order, Office.CIVILIZATION, List.of(one, two), Optional.empty(), Optional.empty(),
                ExemplarStatus.PUBLISHED, List.of(Channel.FEED)), 4, now);

        awaitCodes(one, "EXEMPLAR_PUBLISHED", "EXEMPLAR_CONSENT_ASKED");
        awaitCodes(two, "EXEMPLAR_PUBLISHED", "EXEMPLAR_CONSENT_ASKED");
    }

    private void awaitTold(String member, String code, String part) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(inbox(member).body().path("items"))
                .anySatisfy(message -> {
                    assertThat(message.path("code").asString()).isEqualTo(code);
                    assertThat(message.path("text").asString()).contains(part);
                }));
    }

    private boolean pendingIsKnown(String member) {
        var standing = database.getCollection("standings").find(Filters.eq("_id", member)).first();
        return standing != null && standing.toJson().contains("PENDING");
    }

    private OrderClaimed claimed(String member, ClaimStatus status) {
        return new OrderClaimed(order, "350211102006", member, Optional.empty(), status, 0, now);
    }

    private void awaitCodes(String member, String... codes) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(codes(member)).containsExactly(codes));
    }

    private List<String> codes(String member) {
        return inbox(member).body().path("items").values().stream().map(message -> message.path("code").asString()).toList();
    }

    private Answer inbox(String member) {
        return district.get(TestTokens.member(member), INBOX).is(200);
    }
}
