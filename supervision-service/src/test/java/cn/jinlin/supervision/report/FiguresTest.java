package cn.jinlin.supervision.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.supervision.campaign.CampaignFixture;
import cn.jinlin.supervision.finding.Finding;
import cn.jinlin.supervision.finding.FindingFixture;
import cn.jinlin.supervision.inspection.Inspection;
import cn.jinlin.supervision.report.Figures.Band;
import cn.jinlin.supervision.report.Figures.Ranked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class FiguresTest {
    private static final Instant NOW = Instant.parse("2026-05-20T02:00:00Z");
    private static final List<Target> TARGETS = List.of(market("m1"), market("m2"), market("m3"));

    @Test
    void addsUpWhatWasSeenAndFound() {
        List<Inspection> seen = List.of(inspection("m1", 60, 3), inspection("m1", 91, 1), inspection("m2", 60, 2));
        List<Finding> found = List.of(FindingFixture.resolved("a", TARGETS.getFirst(), NOW.minus(Duration.ofDays(9)), 24),
                FindingFixture.resolved("b", TARGETS.getFirst(), NOW.minus(Duration.ofDays(9)), 60),
                FindingFixture.open("c", Severity.CRITICAL, "x", NOW.minusSeconds(1)));
        Figures figures = Figures.of(CampaignFixture.progress(TARGETS, seen), found, NOW);

        assertThat(figures.inspected()).isEqualTo(2);
        assertThat(figures.meanScore()).contains(75.5);
        assertThat(figures.scores()).containsExactly(new Band(90, 1), new Band(80, 0), new Band(70, 0), new Band(60, 1),
                new Band(0, 0));
        assertThat(figures.ranking()).extracting(Ranked::score, Ranked::findings)
                .containsExactly(tuple(91, 2), tuple(60, 0));
        assertThat(figures.overdue()).isEqualTo(1);
        assertThat(figures.byStatus()).containsEntry(FindingStatus.RESOLVED, 2).containsEntry(FindingStatus.SUBMITTED, 0);
        assertThat(figures.bySeverity()).containsEntry(Severity.CRITICAL, 1).containsEntry(Severity.MINOR, 2);
        assertThat(figures.resolvedShare().orElseThrow()).isBetween(0.66, 0.67);
        assertThat(figures.meanDaysToResolve()).contains(1.8);
    }

    @Test
    void saysNothingOfNothing() {
        Figures figures = Figures.of(CampaignFixture.progress(List.of(), List.of()), List.of(), NOW);
        assertThat(figures.meanScore()).isEmpty();
        assertThat(figures.resolvedShare()).isEmpty();
        assertThat(figures.meanDaysToResolve()).isEmpty();
    }

    private static Inspection inspection(String market, int score, int daysAgo) {
        return new Inspection(market + daysAgo, Office.EFFICIENCY, "anna",
                new Inspection.Visit(market(market), NOW.minus(Duration.ofDays(daysAgo)), Optional.of("campaign-1")), List.of(),
                Optional.empty(), score, NOW);
    }

    private static Target market(String id) {
        return new Target(TargetKind.MARKET, id, Optional.of("350211102006"));
    }
}
