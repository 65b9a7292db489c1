package cn.jinlin.supervision.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.campaign.Campaign.Ending;
import cn.jinlin.supervision.campaign.Campaign.Plan;
import cn.jinlin.supervision.draw.Draw;
import cn.jinlin.supervision.draw.Draw.Candidate;
import cn.jinlin.supervision.draw.Risk.Facts;
import cn.jinlin.supervision.draw.RiskWeights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CampaignTest {
    private static final Instant SATURDAY = Instant.parse("2026-05-16T00:00:00Z");
    private static final Instant MONDAY = SATURDAY.plus(Duration.ofDays(2));
    private static final Instant BEFORE = SATURDAY.minus(Duration.ofDays(1));
    private static final Duration LATE = Duration.ofDays(3);
    private static final Campaign PLANNED = new Campaign.Planned(new Plan("campaign-1", "周末联合督查",
            new TreeSet<>(List.of(Office.EFFICIENCY, Office.CIVILIZATION)), SATURDAY, MONDAY,
            new TreeSet<>(List.of(TargetKind.MARKET)), 1, 2, "anna", BEFORE));
    private static final Ending ENDING = new Ending(Optional.of("anna"), "done", MONDAY);

    @Test
    void runsFromItsFirstMomentAndIsClosedWhenLateSheetsHadTheirTime() {
        Campaign drawn = PLANNED.drawn(draw(BEFORE), "anna");
        assertThat(drawn.status()).isEqualTo(CampaignStatus.DRAWN);
        assertThat(drawn.passed(SATURDAY.minusMillis(1), LATE)).isSameAs(drawn);
        Campaign running = drawn.passed(SATURDAY, LATE);
        assertThat(running.status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(running.passed(MONDAY.plus(LATE).minusMillis(1), LATE)).isSameAs(running);
        assertThat(running.passed(MONDAY.plus(LATE), LATE).status()).isEqualTo(CampaignStatus.CLOSED);
        assertThat(PLANNED.drawn(draw(SATURDAY), "anna").status()).isEqualTo(CampaignStatus.RUNNING);
    }

    @Test
    void targetsGoRoundTheOfficesAndMayBeHandedOver() {
        Campaign drawn = PLANNED.drawn(draw(BEFORE), "anna");
        assertThat(drawn.drawing().orElseThrow().targets()).extracting(Campaign.Assigned::office)
                .containsExactly(Office.EFFICIENCY, Office.CIVILIZATION, Office.EFFICIENCY);
        String first = drawn.drawing().orElseThrow().targets().getFirst().pick().target().targetId();
        Campaign handed = drawn.assigned(TargetKind.MARKET, first, Office.CIVILIZATION);
        assertThat(handed.drawing().orElseThrow().targets().getFirst().office()).isEqualTo(Office.CIVILIZATION);
        assertThat(handed.drawing().orElseThrow().digest()).isEqualTo(drawn.drawing().orElseThrow().digest());
        refuses(CampaignRefusal.OFFICE_TAKES_NO_PART, () -> drawn.assigned(TargetKind.MARKET, first, Office.ORGANIZATION));
        refuses(CampaignRefusal.NOT_A_TARGET, () -> drawn.assigned(TargetKind.UNIT, first, Office.CIVILIZATION));
        refuses(CampaignRefusal.NOT_DRAWN, () -> PLANNED.assigned(TargetKind.MARKET, first, Office.CIVILIZATION));
    }

    @Test
    void isDrawnOnceAndNotWhenItIsOver() {
        Campaign drawn = PLANNED.drawn(draw(BEFORE), "anna");
        refuses(CampaignRefusal.ALREADY_DRAWN, () -> drawn.drawn(draw(BEFORE), "anna"));
        refuses(CampaignRefusal.ALREADY_DRAWN, () -> drawn.passed(SATURDAY, LATE).drawn(draw(SATURDAY), "anna"));
        refuses(CampaignRefusal.CAMPAIGN_OVER, () -> PLANNED.drawn(draw(MONDAY), "anna"));
        refuses(CampaignRefusal.CAMPAIGN_ENDED, () -> PLANNED.cancelled(ENDING).drawn(draw(BEFORE), "anna"));
    }

    @Test
    void takesInspectionsOfItsTargetsByItsOffices() {
        Campaign drawn = PLANNED.drawn(draw(BEFORE), "anna");
        Target target = drawn.drawing().orElseThrow().targets().getFirst().pick().target();
        drawn.requireTarget(target, Office.CIVILIZATION);
        drawn.passed(SATURDAY, LATE).requireTarget(target, Office.EFFICIENCY);
        refuses(CampaignRefusal.OFFICE_NOT_IN_CAMPAIGN, () -> drawn.requireTarget(target, Office.ORGANIZATION));
        refuses(CampaignRefusal.NOT_A_TARGET, () -> drawn
                .requireTarget(new Target(TargetKind.UNIT, target.targetId(), Optional.empty()), Office.CIVILIZATION));
        refuses(CampaignRefusal.NOT_DRAWN, () -> PLANNED.requireTarget(target, Office.CIVILIZATION));
        refuses(CampaignRefusal.CAMPAIGN_ENDED, () -> drawn.cancelled(ENDING).requireTarget(target, Office.CIVILIZATION));
    }

    /** Whatever is tried in whatever order: it ends once, is drawn once, and every state survives the store. */
    @Test
    void keepsToItsLifeUnderAnySequence() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            Campaign campaign = PLANNED;
            Instant now = BEFORE;
            for (int step = 0; step < 12; step++) {
                now = now.plus(Duration.ofHours(random.nextInt(30)));
                Campaign before = campaign;
                campaign = tried(campaign, step(campaign, random.nextInt(5), now));
                if (before.drawing().isPresent()) {
                    assertThat(campaign.drawing().orElseThrow().digest()).isEqualTo(before.drawing().get().digest());
                }
                if (before instanceof Campaign.Closed || before instanceof Campaign.Cancelled) {
                    assertThat(campaign).isEqualTo(before);
                }
                String json = StateJson.mapper().writerFor(Campaign.class).writeValueAsString(campaign);
                assertThat(StateJson.mapper().readValue(json, Campaign.class)).isEqualTo(campaign);
            }
        }
    }

    private static Supplier<Campaign> step(Campaign campaign, int which, Instant now) {
        return switch (which) {
            case 0 -> () -> campaign.drawn(draw(now), "anna");
            case 1 -> () -> campaign.closed(ENDING);
            case 2 -> () -> campaign.cancelled(ENDING);
            case 3 -> () -> campaign.assigned(TargetKind.MARKET, "m1", Office.CIVILIZATION);
            default -> () -> campaign.passed(now, LATE);
        };
    }

    private static Campaign tried(Campaign before, Supplier<Campaign> step) {
        try {
            return step.get();
        } catch (Refused _) {
            return before;
        }
    }

    private static Draw draw(Instant at) {
        return new Draw("draw-1", "campaign-1", "seed", 1, 2, new RiskWeights(10, 30, 4, 16, 24, 20, 180, 10),
                List.of(candidate("m1"), candidate("m2"), candidate("m3"), candidate("m4")), at);
    }

    private static Candidate candidate(String id) {
        return new Candidate(new Target(TargetKind.MARKET, id, Optional.of("350211102006")), id,
                new Facts(0, 0, Optional.empty(), Optional.empty(), false));
    }

    private static void refuses(CampaignRefusal refusal, ThrowingCallable command) {
        assertThatExceptionOfType(Refused.class).isThrownBy(command)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
