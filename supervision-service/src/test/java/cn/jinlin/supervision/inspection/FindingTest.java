package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.inspection.Finding.Observation;
import cn.jinlin.supervision.inspection.Finding.Recheck;
import cn.jinlin.supervision.inspection.Finding.Rectification;
import cn.jinlin.supervision.inspection.Finding.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FindingTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final String HERE = "350211102006";
    private static final Finding OPEN = new Finding.Open(new Observation("finding-1", "inspection-1", Office.EFFICIENCY, "anna",
            new Target(TargetKind.COMMUNITY, HERE, Optional.of(HERE)), Severity.MAJOR, "debris", "clear it",
            new Party(PartyKind.COMMUNITY, HERE), NOW.plusSeconds(60), NOW));

    @Test
    void isResolvedOnceSubmittedAndRechecked() {
        Finding resolved = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RESOLVED));
        assertThat(resolved.status()).isEqualTo(FindingStatus.RESOLVED);
        assertThat(resolved.rounds()).hasSize(1);
    }

    @Test
    void maySubmitAgainWhatWasReturnedAndKeepsEveryRound() {
        Finding again = OPEN.submitted(measures("some", "ben")).rechecked(recheck(Verdict.RETURNED))
                .submitted(measures("all", "ben"));
        assertThat(again.status()).isEqualTo(FindingStatus.SUBMITTED);
        Finding resolved = again.rechecked(recheck(Verdict.RESOLVED));
        assertThat(resolved.rounds()).extracting(round -> round.rectification().measures()).containsExactly("some", "all");
    }

    @Test
    void refusesASecondSubmissionBeforeTheRecheck() {
        Finding submitted = OPEN.submitted(measures("cleared", "ben"));
        refuses(InspectionRefusal.RECTIFICATION_PENDING, () -> submitted.submitted(measures("again", "ben")));
    }

    @Test
    void refusesARecheckOfNothing() {
        refuses(InspectionRefusal.NOTHING_SUBMITTED, () -> OPEN.rechecked(recheck(Verdict.RESOLVED)));
        Finding returned = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RETURNED));
        refuses(InspectionRefusal.NOTHING_SUBMITTED, () -> returned.rechecked(recheck(Verdict.RESOLVED)));
    }

    @Test
    void refusesARecheckByWhoRectified() {
        Finding submitted = OPEN.submitted(measures("cleared", "cora"));
        refuses(InspectionRefusal.RECHECK_BY_RECTIFIER, () -> submitted.rechecked(recheck(Verdict.RESOLVED)));
    }

    @Test
    void changesNoMoreOnceResolved() {
        Finding resolved = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RESOLVED));
        refuses(InspectionRefusal.FINDING_RESOLVED, () -> resolved.submitted(measures("more", "ben")));
        refuses(InspectionRefusal.FINDING_RESOLVED, () -> resolved.rechecked(recheck(Verdict.RETURNED)));
    }

    @Test
    void isOverduePastItsDueTimeUntilResolved() {
        Instant late = NOW.plusSeconds(61);
        assertThat(OPEN.overdueAt(NOW)).isFalse();
        assertThat(OPEN.overdueAt(late)).isTrue();
        Finding submitted = OPEN.submitted(measures("cleared", "ben"));
        assertThat(submitted.overdueAt(late)).isTrue();
        assertThat(submitted.rechecked(recheck(Verdict.RESOLVED)).overdueAt(late)).isFalse();
    }

    @Test
    void everyStateComesBackFromTheStoreAsItWas() {
        Finding submitted = OPEN.submitted(measures("cleared", "ben"));
        Finding returned = submitted.rechecked(recheck(Verdict.RETURNED));
        Finding resolved = returned.submitted(measures("all", "ben")).rechecked(recheck(Verdict.RESOLVED));
        for (Finding finding : new Finding[]{OPEN, submitted, returned, resolved}) {
            String json = StateJson.mapper().writerFor(Finding.class).writeValueAsString(finding);
            assertThat(StateJson.mapper().readValue(json, Finding.class)).isEqualTo(finding);
        }
    }

    @Test
    void listsOrderByDueTimeFirst() {
        assertThat(Findings.dueKey(OPEN)).isEqualTo("001778920260000-finding-1").isLessThan("001778920260001-finding-0");
    }

    @Test
    void aCommunityIsWhereItIs() {
        Target located = Targets.located(new Target(TargetKind.COMMUNITY, HERE, Optional.empty()));
        assertThat(located.communityId()).contains(HERE);
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Targets.located(new Target(TargetKind.COMMUNITY, HERE, Optional.of("350211102007"))));
    }

    @Test
    void theInspectedPartyAnswersUnlessItIsAPlaceWithoutCommunity() {
        assertThat(Targets.responsibleFor(new Target(TargetKind.UNIT, "unit-1", Optional.of(HERE))))
                .contains(new Party(PartyKind.UNIT, "unit-1"));
        assertThat(Targets.responsibleFor(new Target(TargetKind.MARKET, "market-1", Optional.of(HERE))))
                .contains(new Party(PartyKind.COMMUNITY, HERE));
        assertThat(Targets.responsibleFor(new Target(TargetKind.SCENIC_SPOT, "spot-1", Optional.empty()))).isEmpty();
    }

    private static Rectification measures(String text, String by) {
        return new Rectification(text, by, NOW);
    }

    private static Recheck recheck(Verdict verdict) {
        return new Recheck(verdict, "seen", "cora", NOW);
    }

    private static void refuses(InspectionRefusal refusal, ThrowingCallable command) {
        assertThatExceptionOfType(Refused.class).isThrownBy(command)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
