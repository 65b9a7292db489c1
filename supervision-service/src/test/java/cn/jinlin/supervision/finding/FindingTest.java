package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.EscalatedTo;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.finding.Finding.Course;
import cn.jinlin.supervision.finding.Finding.Escalated;
import cn.jinlin.supervision.finding.Finding.Observation;
import cn.jinlin.supervision.finding.Finding.Recheck;
import cn.jinlin.supervision.finding.Finding.Rectification;
import cn.jinlin.supervision.finding.Finding.Verdict;
import cn.jinlin.supervision.place.Targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FindingTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final String HERE = "350211102006";
    private static final Finding OPEN = new Finding.Open(
            new Observation("finding-1", "inspection-1", Optional.empty(), Office.EFFICIENCY, "anna",
                    new Target(TargetKind.COMMUNITY, HERE, Optional.of(HERE)), Severity.MAJOR, "debris", "clear it",
                    new Party(PartyKind.COMMUNITY, HERE), NOW),
            Course.due(NOW.plusSeconds(60)));

    @Test
    void isResolvedOnceSubmittedAndRechecked() {
        Finding resolved = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RESOLVED));
        assertThat(resolved.status()).isEqualTo(FindingStatus.RESOLVED);
        assertThat(resolved.course().rounds()).hasSize(1);
    }

    @Test
    void maySubmitAgainWhatWasReturnedAndKeepsEveryRound() {
        Finding again = OPEN.submitted(measures("some", "ben")).rechecked(recheck(Verdict.RETURNED))
                .submitted(measures("all", "ben"));
        assertThat(again.status()).isEqualTo(FindingStatus.SUBMITTED);
        Finding resolved = again.rechecked(recheck(Verdict.RESOLVED));
        assertThat(resolved.course().rounds()).extracting(round -> round.rectification().measures()).containsExactly("some",
                "all");
    }

    @Test
    void refusesASecondSubmissionBeforeTheRecheck() {
        Finding submitted = OPEN.submitted(measures("cleared", "ben"));
        refuses(FindingRefusal.RECTIFICATION_PENDING, () -> submitted.submitted(measures("again", "ben")));
    }

    @Test
    void refusesARecheckOfNothing() {
        refuses(FindingRefusal.NOTHING_SUBMITTED, () -> OPEN.rechecked(recheck(Verdict.RESOLVED)));
        Finding returned = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RETURNED));
        refuses(FindingRefusal.NOTHING_SUBMITTED, () -> returned.rechecked(recheck(Verdict.RESOLVED)));
    }

    @Test
    void refusesARecheckByWhoRectified() {
        Finding submitted = OPEN.submitted(measures("cleared", "cora"));
        refuses(FindingRefusal.RECHECK_BY_RECTIFIER, () -> submitted.rechecked(recheck(Verdict.RESOLVED)));
    }

    @Test
    void changesNoMoreOnceResolved() {
        Finding resolved = OPEN.submitted(measures("cleared", "ben")).rechecked(recheck(Verdict.RESOLVED));
        refuses(FindingRefusal.FINDING_RESOLVED, () -> resolved.submitted(measures("more", "ben")));
        refuses(FindingRefusal.FINDING_RESOLVED, () -> resolved.rechecked(recheck(Verdict.RETURNED)));
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
    void aReturnMaySetANewDueTimeAndBeginsTheEscalationAnew() {
        Instant later = NOW.plusSeconds(9_000);
        Finding escalated = OPEN.escalated(new Escalated(1, EscalatedTo.RESPONSIBLE, OPEN.course().dueAt(), NOW));
        Finding returned = escalated.submitted(measures("some", "ben"))
                .rechecked(new Recheck(Verdict.RETURNED, "more", Optional.of(later), "cora", NOW));
        assertThat(escalated.course().level()).isEqualTo(1);
        assertThat(escalated.changed().escalation()).contains(1);
        assertThat(returned.course().dueAt()).isEqualTo(later);
        assertThat(returned.course().level()).isZero();
        assertThat(returned.course().escalations()).hasSize(1);
        assertThat(returned.changed().escalation()).isEmpty();
    }

    @Test
    void nobodyHearsOfWhatWaitsForItsRecheck() {
        Escalated told = new Escalated(1, EscalatedTo.OFFICE, OPEN.course().dueAt(), NOW);
        Finding submitted = OPEN.submitted(measures("cleared", "ben"));
        refuses(FindingRefusal.NOTHING_TO_ESCALATE, () -> submitted.escalated(told));
        refuses(FindingRefusal.NOTHING_TO_ESCALATE, () -> submitted.rechecked(recheck(Verdict.RESOLVED)).escalated(told));
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
        return new Recheck(verdict, "seen", Optional.empty(), "cora", NOW);
    }

    private static void refuses(FindingRefusal refusal, ThrowingCallable command) {
        assertThatExceptionOfType(Refused.class).isThrownBy(command)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
