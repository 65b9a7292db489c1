package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.events.SupervisionEvent.SupportConsented;
import cn.jinlin.events.SupervisionEvent.SupportPlaces;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.demand.Uptake;
import cn.jinlin.supervision.support.Assignment.Answer;

import static cn.jinlin.supervision.support.Plans.NOW;
import static cn.jinlin.supervision.support.Plans.UNTIL;
import static cn.jinlin.supervision.support.Plans.WITHIN;
import static cn.jinlin.supervision.support.Plans.approved;
import static cn.jinlin.supervision.support.Plans.assignment;
import static cn.jinlin.supervision.support.Plans.draft;
import static cn.jinlin.supervision.support.Plans.proposed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SupportPlanTest {
    private static final Uptake AFTER = new Uptake(6, 70, 66, 41);

    @Test
    void unitsAnswerOnlyOnceTheDistrictHasApproved() {
        assertThatThrownBy(() -> proposed().consented("a", NOW)).hasMessage("PLAN_NOT_APPROVED");
        assertThatThrownBy(() -> proposed().declined("a", NOW, List.of())).hasMessage("PLAN_NOT_APPROVED");
        assertThat(approved().status()).isEqualTo(PlanStatus.APPROVED);
        assertThat(approved().approvalIfGiven().orElseThrow().answerBy()).isEqualTo(NOW.plus(WITHIN));
    }

    @Test
    void approvingAgainChangesNothingAndAnEmptyPlanIsNotApproved() {
        assertThat(approved().approved("another", NOW.plusSeconds(60), WITHIN)).isEqualTo(approved());
        assertThatThrownBy(() -> SupportPlan.proposed(draft(List.of()), WITHIN).approved("district", NOW, WITHIN))
                .hasMessage("PLAN_EMPTY");
    }

    @Test
    void aConsentTellsEveryCommunityThatTheUnitSupports() {
        Change<SupportPlan, SupervisionEvent> change = approved().consented("a", NOW);
        assertThat(change.facts()).containsExactly(new SupportConsented("plan-1", "a",
                List.of(new SupportPlaces("x", 40), new SupportPlaces("y", 5)), UNTIL, NOW));
        assertThat(change.state().draft().consentedPlaces()).isEqualTo(45);
        assertThat(change.state().status()).isEqualTo(PlanStatus.APPROVED);
        assertThat(change.state().consented("a", NOW)).isEqualTo(Change.of(change.state()));
        assertThatThrownBy(() -> change.state().declined("a", NOW, List.of())).hasMessage("ALREADY_ANSWERED");
        assertThatThrownBy(() -> change.state().consented("c", NOW)).hasMessage("UNIT_NOT_ASKED");
    }

    @Test
    void whatAUnitDeclinesIsOfferedToOthersAndTheRestIsUnmet() {
        SupportPlan plan = approved().declined("a", NOW, List.of(assignment("c", "x", 30)));
        assertThat(plan.draft().unmetPlaces()).isEqualTo(3 + 45 - 30);
        assertThat(plan.draft().assignedPlaces()).isEqualTo(40);
        assertThat(plan.declined("a", NOW, List.of(assignment("c", "x", 30)))).isEqualTo(plan);
        assertThatThrownBy(() -> plan.consented("a", NOW)).hasMessage("ALREADY_ANSWERED");
        assertThat(plan.consented("c", NOW).facts()).hasSize(1);
    }

    @Test
    void whoAgreedBeforeIsAskedAgainForWhatAnotherDeclined() {
        SupportPlan plan = approved().consented("b", NOW).state().declined("a", NOW, List.of(assignment("b", "x", 7)));
        Change<SupportPlan, SupervisionEvent> further = plan.consented("b", NOW);
        assertThat(further.facts()).containsExactly(
                new SupportConsented("plan-1", "b", List.of(new SupportPlaces("x", 7)), UNTIL, NOW));
        assertThat(further.state().draft().consentedPlaces()).isEqualTo(17);
    }

    @Test
    void becomesActiveWithTheFirstTieAndEndsWithItsFigures() {
        SupportPlan plan = approved().consented("a", NOW).state().tied("a", "x", NOW.plusSeconds(5));
        assertThat(plan.status()).isEqualTo(PlanStatus.ACTIVE);
        assertThat(plan.tied("a", "x", NOW.plusSeconds(9))).isEqualTo(plan);
        assertThat(plan.passed(UNTIL.minusNanos(1), AFTER).status()).isEqualTo(PlanStatus.ACTIVE);
        SupportPlan ended = plan.passed(UNTIL, AFTER);
        assertThat(ended).isInstanceOfSatisfying(SupportPlan.Ended.class, end -> {
            assertThat(end.after()).isEqualTo(AFTER);
            assertThat(end.draft().before()).isEqualTo(Plans.BEFORE);
            assertThat(end.since()).isEqualTo(NOW.plusSeconds(5));
        });
        assertThat(ended.dueAt()).isEmpty();
        assertThatThrownBy(() -> ended.consented("b", UNTIL)).hasMessage("PLAN_OVER");
        assertThatThrownBy(() -> ended.approved("district", UNTIL, WITHIN)).hasMessage("PLAN_OVER");
        assertThat(ended.tied("a", "y", UNTIL)).isEqualTo(ended);
    }

    @Test
    void aConsentThatMakesNoTieLeavesItsPlacesUnmet() {
        SupportPlan plan = approved().consented("a", NOW).state().notTied("a", "x", SupportObstacle.PARTNERSHIP_PROPOSED);
        assertThat(plan.status()).isEqualTo(PlanStatus.APPROVED);
        assertThat(plan.draft().unmetPlaces()).isEqualTo(43);
        assertThat(plan.draft().consentedPlaces()).isEqualTo(5);
        assertThat(plan.draft().assignments().getFirst().obstacle()).contains(SupportObstacle.PARTNERSHIP_PROPOSED);
        assertThat(plan.tied("a", "y", NOW).status()).isEqualTo(PlanStatus.ACTIVE);
    }

    @Test
    void aTieThatNobodyAgreedToChangesNothing() {
        assertThat(approved().tied("a", "x", NOW)).isEqualTo(approved());
        assertThat(proposed().tied("a", "x", NOW)).isEqualTo(proposed());
    }

    @Test
    void aProposalThatNobodyApprovesExpires() {
        Instant expiry = NOW.plus(Duration.ofDays(3));
        assertThat(proposed().dueAt()).contains(expiry);
        assertThat(proposed().passed(expiry.minusNanos(1), AFTER)).isEqualTo(proposed());
        assertThat(proposed().passed(expiry, AFTER).status()).isEqualTo(PlanStatus.EXPIRED);
        assertThatThrownBy(() -> proposed().approved("district", expiry, WITHIN)).hasMessage("PLAN_OVER");
        assertThat(SupportPlan.proposed(proposed().draft(), Duration.ofDays(30)).expiresAt()).isEqualTo(UNTIL);
    }

    @Test
    void unansweredRequestsLapse() {
        Instant late = NOW.plus(WITHIN);
        assertThatThrownBy(() -> approved().consented("a", late)).hasMessage("ANSWER_TOO_LATE");
        assertThat(approved().passed(late, AFTER).status()).isEqualTo(PlanStatus.EXPIRED);
        SupportPlan plan = approved().consented("b", NOW).state().passed(late, AFTER);
        assertThat(plan.status()).isEqualTo(PlanStatus.APPROVED);
        assertThat(plan.draft().unmetPlaces()).isEqualTo(48);
        assertThat(plan.dueAt()).contains(UNTIL);
        assertThat(plan.passed(UNTIL, AFTER).status()).isEqualTo(PlanStatus.EXPIRED);
        assertThatThrownBy(() -> plan.consented("a", late)).hasMessage("ALREADY_ANSWERED");
    }

    @Test
    void expiresAtOnceWhenEverybodyDeclined() {
        SupportPlan plan = approved().declined("a", NOW, List.of()).declined("b", NOW, List.of());
        assertThat(plan.dueAt()).hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(NOW));
        assertThat(plan.passed(NOW.plusSeconds(1), AFTER).status()).isEqualTo(PlanStatus.EXPIRED);
        assertThat(plan.draft().unmetPlaces()).isEqualTo(58);
    }

    /** Whatever happens in whatever order: no place is lost or made, and what is over stays as it is. */
    @Test
    void everyPlaceIsAlwaysAskedForOrUnmet() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SupportPlan plan = proposed();
            Instant now = NOW;
            List<PlanStatus> seen = new ArrayList<>(List.of(plan.status()));
            for (int step = 0; step < 25; step++) {
                now = now.plus(Duration.ofHours(random.nextInt(12)));
                plan = step(plan, random, now);
                assertThat(plan.draft().assignedPlaces() + plan.draft().unmetPlaces()).as("seed %d", seed).isEqualTo(58);
                assertThat(plan.draft().consentedPlaces()).isLessThanOrEqualTo(plan.draft().assignedPlaces());
                if (seen.getLast() != plan.status()) {
                    seen.add(plan.status());
                }
            }
            assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().isSorted();
        }
    }

    private static SupportPlan step(SupportPlan plan, Random random, Instant now) {
        String unit = List.of("a", "b", "c").get(random.nextInt(3));
        String community = random.nextBoolean() ? "x" : "y";
        try {
            return switch (random.nextInt(6)) {
                case 0 -> plan.approved("district", now, WITHIN);
                case 1 -> plan.consented(unit, now).state();
                case 2 -> plan.declined(unit, now, random.nextBoolean() || plan.draft().unmetPlaces() + declinable(plan, unit) < 1
                        ? List.of()
                        : List.of(assignment("c", community, 1)));
                case 3 -> plan.tied(unit, community, now);
                case 4 -> plan.notTied(unit, community, SupportObstacle.OVER);
                default -> plan.passed(now, AFTER);
            };
        } catch (Refused e) {
            return plan;
        }
    }

    private static int declinable(SupportPlan plan, String unit) {
        return plan.draft().places(each -> each.isOf(unit) && each.answer() == Answer.ASKED);
    }

    @Test
    void comesBackFromTheStoreAsItWas() {
        SupportPlan active = approved().consented("a", NOW).state().tied("a", "x", NOW);
        for (SupportPlan plan : List.of(proposed(), approved(), active, active.passed(UNTIL, AFTER),
                proposed().passed(UNTIL, AFTER))) {
            assertThat(StateJson.mapper().readValue(StateJson.mapper().writeValueAsString(plan), SupportPlan.class))
                    .isEqualTo(plan);
        }
        assertThat(Optional.of(active.changed().assignedPlaces())).contains(55);
    }
}
