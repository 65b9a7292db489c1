package cn.jinlin.registration.unit;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class UnitApiTest {
    @Autowired
    District district;
    @Autowired
    Told told;

    @Test
    void keepsACodeWhoseCheckCharacterFailsAsUnverified() {
        Answer made = district.post(ADMIN, "/api/v1/units", """
                {"name":"集美大学","kind":"INSTITUTION","creditCode":"91350211M0000XUF46",
                 "location":{"longitude":118.09,"latitude":24.58}}""").is(201);

        assertThat(made.get("/creditCodeVerified")).isEqualTo("false");
        assertThat(made.location()).isEqualTo("/api/v1/units/" + made.get("/unitId"));
        assertThat(district.get(TestTokens.member("m"), made.location()).is(200).get("/creditCode"))
                .isEqualTo("91350211M0000XUF46");
        assertThat(district.post(ADMIN, "/api/v1/units", """
                {"name":"甲","kind":"ENTERPRISE","creditCode":"91350100M000100Y43"}""").is(201).get("/creditCodeVerified"))
                .isEqualTo("true");
    }

    @Test
    void refusesMalformedUnits() {
        district.post(ADMIN, "/api/v1/units", "{\"name\":\"甲\",\"kind\":\"SOCIAL\",\"creditCode\":\"123\"}").invalid("creditCode",
                "MALFORMED");
        district.post(ADMIN, "/api/v1/units", "{\"kind\":\"CLUB\"}").invalid("kind", "NOT_ONE_OF");
        district.post(ADMIN, "/api/v1/units", "{}").invalid("name", "REQUIRED").invalid("kind", "REQUIRED");
        district.post(TestTokens.liaison("u"), "/api/v1/units", "{}").refused(403, "FORBIDDEN");
    }

    @Test
    void theDistrictCorrectsAUnitAndItsTiesStay() {
        String unit = "/api/v1/units/" + district.unit(district.community());

        district.patch(TestTokens.liaison("u"), unit, "nonsense").refused(403, "FORBIDDEN");
        district.patch(ADMIN, unit, "{\"name\":\"新名\"}").refused(428, "PRECONDITION_REQUIRED");
        district.patch(ADMIN, unit, "{\"name\":\"新名\"}", "If-Match", "\"9\"").refused(412, "STALE_VERSION");
        district.patch(ADMIN, unit, "{\"name\":\" \"}", "If-Match", "*").invalid("name", "MALFORMED");
        district.patch(ADMIN, unit, "{\"creditCode\":\"123\"}", "If-Match", "*").invalid("creditCode", "MALFORMED");
        district.patch(ADMIN, unit, "{\"location\":{\"longitude\":181,\"latitude\":0}}", "If-Match", "*")
                .invalid("location.longitude", "OUT_OF_RANGE");
        district.patch(ADMIN, "/api/v1/units/none", "{}", "If-Match", "*").refused(404, "NOT_FOUND");
        Answer after = district.patch(ADMIN, unit, """
                {"name":"新名","kind":"ENTERPRISE","creditCode":"91350100M000100Y43"}""", "If-Match", "\"2\"").is(200);
        assertThat(after.get("/name") + after.get("/kind") + after.get("/creditCodeVerified")).isEqualTo("新名ENTERPRISEtrue");
        assertThat(after.get("/partnerCommunities/0/status")).isEqualTo("CONFIRMED");
        assertThat(told.last(after.get("/unitId"), 3, UnitChanged.class).name()).isEqualTo("新名");
        assertThat(district.patch(ADMIN, unit, "{}", "If-Match", after.etag()).is(200).etag()).isEqualTo(after.etag());
    }

    @Test
    void makesOneUnitForOneIdempotencyKey() {
        String body = "{\"name\":\"乙\",\"kind\":\"SOCIAL\"}";
        String key = District.phone();
        Answer once = district.post(ADMIN, "/api/v1/units", body, "Idempotency-Key", key).is(201);

        assertThat(district.post(ADMIN, "/api/v1/units", body, "Idempotency-Key", key).is(201).text()).isEqualTo(once.text());
        district.post(ADMIN, "/api/v1/units", body.replace("乙", "丙"), "Idempotency-Key", key).refused(422,
                "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void theUnitProposesAndTheCommunityConfirms() {
        String community = district.community();
        String unit = district.unit();
        String tie = "/api/v1/units/" + unit + "/partner-communities/" + community;

        district.put(TestTokens.officer(community), tie, "{}").refused(409, "TIE_NOT_PROPOSED");
        assertThat(district.put(TestTokens.liaison(unit), tie, "{}").is(200).get("/partnerCommunities/0/status"))
                .isEqualTo("PROPOSED");
        district.put(TestTokens.liaison(unit), tie, "{\"until\":\"2099-01-01T00:00:00+08:00\"}").refused(409,
                "TIE_ALREADY_THERE");
        assertThat(district.put(TestTokens.officer(community), tie, "{}").is(200).get("/partnerCommunities/0/status"))
                .isEqualTo("CONFIRMED");
        assertThat(told.last(unit, 3, UnitChanged.class).partnerCommunities()).singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(TieStatus.CONFIRMED));
    }

    @Test
    void theDistrictSetsAtOnceAndEndsAgain() {
        String community = district.community();
        String unit = district.unit(community);
        String tie = "/api/v1/units/" + unit + "/partner-communities/" + community;

        district.put(ADMIN, tie, "{\"kind\":\"SUPPORT\"}").invalid("until", "REQUIRED");
        district.put(ADMIN, tie, "{\"until\":\"2020-01-01T00:00:00+08:00\"}").invalid("until", "NOT_IN_FUTURE");
        assertThat(district.put(ADMIN, tie, "{\"kind\":\"SUPPORT\",\"until\":\"2099-01-01T00:00:00+08:00\"}").is(200)
                .get("/partnerCommunities/0/kind")).isEqualTo("SUPPORT");
        district.delete(ADMIN, tie).is(204);
        district.delete(ADMIN, tie).refused(404, "NOT_FOUND");
    }

    @Test
    void aTieIsNobodyElsesBusiness() {
        String community = district.community();
        String unit = district.unit();
        String tie = "/api/v1/units/" + unit + "/partner-communities/";

        district.put(ADMIN, tie + "350211999999", "{}").refused(404, "NOT_FOUND");
        district.put(ADMIN, "/api/v1/units/none/partner-communities/" + community, "{}").refused(404, "NOT_FOUND");
        district.put(TestTokens.liaison("another"), tie + community, "nonsense").refused(403, "FORBIDDEN");
        district.put(TestTokens.officer("350211999999"), tie + community, "nonsense").refused(403, "FORBIDDEN");
        district.put(TestTokens.member("m"), tie + community, "{}").refused(403, "FORBIDDEN");
        district.put(TestTokens.liaison(unit), tie + community,
                "{\"kind\":\"SUPPORT\",\"until\":\"2099-01-01T00:00:00+08:00\"}").refused(403, "FORBIDDEN");
        district.delete(TestTokens.liaison("another"), tie + community).refused(403, "FORBIDDEN");
    }

    @Test
    void anOfficerFindsWhatWasProposedToItsCommunityAndWhoIsTiedToIt() {
        String community = district.community();
        String asking = district.unit();
        String tied = district.unit(community);
        district.unit();
        district.put(TestTokens.liaison(asking), "/api/v1/units/" + asking + "/partner-communities/" + community, "{}").is(200);

        String uri = "/api/v1/units?communityId=" + community;
        assertThat(ids(district.get(TestTokens.officer(community), uri + "&tie=PROPOSED"))).containsExactly(asking);
        assertThat(ids(district.get(TestTokens.officer(community), uri))).containsExactly(tied);
        district.put(TestTokens.officer(community), "/api/v1/units/" + asking + "/partner-communities/" + community, "{}")
                .is(200);
        assertThat(ids(district.get(TestTokens.officer(community), uri + "&tie=PROPOSED"))).isEmpty();
        Answer first = district.get(ADMIN, uri + "&limit=1");
        assertThat(ids(first)).containsExactly(asking);
        assertThat(ids(district.get(ADMIN, uri + "&limit=1&cursor={c}", first.get("/next")))).containsExactly(tied);
        district.get(ADMIN, "/api/v1/units?tie=PROPOSED").invalid("communityId", "REQUIRED");
        district.get(ADMIN, uri + "&tie=MAYBE").invalid("tie", "NOT_ONE_OF");
    }

    private static List<String> ids(Answer page) {
        return page.is(200).body().path("items").values().stream().map(unit -> unit.path("unitId").asString()).toList();
    }

    @Test
    void listsInPages() {
        district.unit();
        district.unit();
        Answer first = district.get(ADMIN, "/api/v1/units?limit=1").is(200);
        Answer second = district.get(ADMIN, "/api/v1/units?limit=1&cursor={c}", first.get("/next")).is(200);

        assertThat(second.get("/items/0/unitId")).isGreaterThan(first.get("/items/0/unitId"));
        district.get(ADMIN, "/api/v1/units/none").refused(404, "NOT_FOUND");
    }
}
