package cn.jinlin.registration.unit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.SupervisionEvent.SupportConsented;
import cn.jinlin.events.SupervisionEvent.SupportPlaces;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@RegistrationTest
class SupportListenerTest {
    private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    Told told;

    @Test
    void aConsentBecomesATieAndIsToldAndADuplicateChangesNothing() {
        String community = district.community();
        String unit = district.unit();
        SupportConsented consent = consent(unit, community);

        elsewhere.tells(consent, "consent-" + unit, 3, Instant.now());
        elsewhere.tells(consent, "consent-" + unit, 3, Instant.now());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                district.get(District.ADMIN, "/api/v1/units/" + unit).get("/partnerCommunities/0/supportPlanId"))
                .isEqualTo(consent.planId()));
        District.Answer answer = district.get(TestTokens.liaison(unit), "/api/v1/units/" + unit).is(200);
        assertThat(answer.get("/partnerCommunities/0/kind")).isEqualTo("SUPPORT");
        assertThat(answer.get("/partnerCommunities/0/until")).isEqualTo(UNTIL.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> told.about(unit).stream().anyMatch(
                event -> event.contains(consent.planId()) && event.contains("communityId") && !event.contains("name")));
        SupportConsented other = consent(unit, district.community());
        elsewhere.tells(other, 3, Instant.now());
        await().atMost(Duration.ofSeconds(60)).until(() -> told.about(unit).stream().filter(
                event -> event.contains("\"supportPlanId\":\"" + other.planId() + "\"") && !event.contains("name")).count() == 1);
        assertThat(told.about(unit).stream().filter(
                event -> event.contains("\"supportPlanId\":\"" + consent.planId() + "\"") && !event.contains("name")))
                .hasSize(1);
    }

    @Test
    void aConsentThatMakesNoTieIsToldToo() {
        String community = district.community();
        String unit = district.unit();
        district.put(TestTokens.liaison(unit), "/api/v1/units/" + unit + "/partner-communities/" + community, "{}").is(200);

        SupportConsented consent = consent(unit, community);
        elsewhere.tells(consent, 3, Instant.now());

        await().atMost(Duration.ofSeconds(60)).until(
                () -> told.about(unit).stream().anyMatch(event -> event.contains("PARTNERSHIP_PROPOSED")));
        assertThat(district.get(District.ADMIN, "/api/v1/units/" + unit).get("/partnerCommunities/0/status"))
                .isEqualTo("PROPOSED");
    }

    @Test
    void aConsentOfAnUnknownUnitHoldsNothingUp() {
        elsewhere.tells(consent("nobody", district.community()), 3, Instant.now());

        aConsentBecomesATieAndIsToldAndADuplicateChangesNothing();
    }

    private static SupportConsented consent(String unit, String community) {
        return new SupportConsented("plan-" + UUID.randomUUID(), unit, List.of(new SupportPlaces(community, 3)), UNTIL,
                Instant.now());
    }
}
