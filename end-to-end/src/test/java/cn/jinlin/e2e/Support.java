package cn.jinlin.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Help for a community that lacks people, from the plan to a claim by somebody of another unit. */
final class Support {
    private static final String SHORT = "350211103001";
    private static final String HOME = "350211103002";
    private static final String JSON = "application/json";

    private final Caller caller;
    private final String district;

    Support(Caller caller, String district) {
        this.caller = caller;
        this.district = district;
    }

    void play() throws IOException, InterruptedException {
        JsonNode place = call("GET", "/api/v1/communities/" + SHORT, district, null, 200).path("location");
        String unit = call("POST", "/api/v1/units", district,
                "{\"name\":\"集美区支援单位\",\"kind\":\"GOVERNMENT\",\"location\":" + place + "}", 201).path("unitId").asString();
        call("PUT", "/api/v1/units/" + unit + "/partner-communities/" + HOME, district, "{}", 200);
        String liaison = caller.token("{\"roles\":[\"UNIT_LIAISON\"],\"unitId\":\"" + unit + "\"}");
        String memberId = member(liaison, unit);
        String member = caller.token("{\"roles\":[\"MEMBER\"],\"memberId\":\"" + memberId + "\"}");
        String soon = order(2);
        String later = order(20);
        refused(member, soon);

        String plan = plan(unit);
        call("POST", "/api/v1/support-plans/" + plan + "/approval", district, "{}", 200);
        call("POST", "/api/v1/support-plans/" + plan + "/consents/" + unit, liaison, "{\"decision\":\"CONSENTED\"}", 200);
        await().atMost(Duration.ofSeconds(60)).until(() -> call("GET", "/api/v1/support-plans/" + plan, district, null, 200)
                .path("status").asString().equals("ACTIVE"));
        JsonNode tie = call("GET", "/api/v1/units/" + unit, district, null, 200).path("partnerCommunities").valueStream()
                .filter(one -> one.path("communityId").asString().equals(SHORT)).findFirst().orElseThrow();
        assertThat(tie.path("kind").asString()).isEqualTo("SUPPORT");
        assertThat(tie.path("supportPlanId").asString()).isEqualTo(plan);
        assertThat(Instant.parse(tie.path("until").asString())).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(8)));

        await().atMost(Duration.ofSeconds(60)).until(() -> claim(member, soon).status() == 201);
        refused(member, later);
        Caller.Answer arrows = caller.call("GET", "/api/v1/support-plans/arrows", null, null, null);
        assertThat(arrows.status()).isEqualTo(200);
        assertThat(arrows.body()).contains(plan);
    }

    /** The order begins after the support has ended, or before it has begun. */
    private void refused(String member, String order) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Caller.Answer answer = claim(member, order);
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(answer.json().path("code").asString()).isEqualTo("NOT_ELIGIBLE");
        });
    }

    private Caller.Answer claim(String member, String order) throws IOException, InterruptedException {
        return caller.call("POST", "/api/v1/orders/" + order + "/claims", member, JSON, "{}");
    }

    private String member(String liaison, String unit) throws IOException, InterruptedException {
        String phone = "137" + String.format("%08d", System.nanoTime() % 100_000_000);
        String id = call("POST", "/api/v1/members", liaison, "{\"kind\":\"PARTY_MEMBER\",\"name\":\"洪文志\",\"phone\":\"" + phone
                + "\",\"unitId\":\"" + unit + "\"}", 201).path("memberId").asString();
        String registration = "/api/v1/members/" + id + "/registrations/unit-community";
        call("PUT", registration, caller.token("{\"roles\":[\"MEMBER\"],\"memberId\":\"" + id + "\"}"),
                "{\"communityId\":\"" + HOME + "\"}", 201);
        call("POST", registration + "/decision",
                caller.token("{\"roles\":[\"COMMUNITY_OFFICER\"],\"communityIds\":[\"" + HOME + "\"]}"),
                "{\"decision\":\"CONFIRMED\"}", 200);
        return id;
    }

    /** One place for partner units, in so many days. */
    private String order(int days) throws IOException, InterruptedException {
        String officer = caller.token("{\"roles\":[\"COMMUNITY_OFFICER\"],\"communityIds\":[\"" + SHORT + "\"]}");
        Instant starts = Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        String id = call("POST", "/api/v1/orders", officer, """
                {"communityId":"%s","title":"搬运防汛物资","description":"搬运防汛物资","category":"OTHER","startsAt":"%s","endsAt":"%s",
                 "capacity":{"min":1,"max":1},"audience":"PARTNER_UNITS"}"""
                .formatted(SHORT, starts, starts.plusSeconds(3_600)), 201).path("orderId").asString();
        call("POST", "/api/v1/orders/" + id + "/publication", officer, "{}", 200);
        return id;
    }

    /** A plan that asks the unit, once the events of all services have arrived. */
    private String plan(String unit) throws IOException, InterruptedException {
        String wish = "{\"horizonDays\":7,\"subdistrictCode\":\"" + SHORT.substring(0, 9) + "\"%s}";
        await().atMost(Duration.ofSeconds(60)).until(() -> call("POST", "/api/v1/support-plans", district,
                wish.formatted(",\"whatIf\":true"), 200).path("assignments").toString().contains(unit));
        return call("POST", "/api/v1/support-plans", district, wish.formatted(""), 201).path("planId").asString();
    }

    private JsonNode call(String method, String path, String token, String body, int status)
            throws IOException, InterruptedException {
        Caller.Answer answer = caller.call(method, path, token, body == null ? null : JSON, body);
        assertThat(answer.status()).as("%s %s → %s", method, path, answer.body()).isEqualTo(status);
        return answer.json();
    }
}
