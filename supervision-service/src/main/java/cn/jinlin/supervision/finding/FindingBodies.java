package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.SupervisionEvent.EscalatedTo;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.finding.Finding.Course;
import cn.jinlin.supervision.finding.Finding.Escalated;
import cn.jinlin.supervision.finding.Finding.Observation;
import cn.jinlin.supervision.finding.Finding.Verdict;

/** What comes in and goes out about findings. */
final class FindingBodies {
    private FindingBodies() {}

    record PartyBody(@NotNull PartyKind kind, @NotBlank @Size(max = 64) String id) {}

    record NewFinding(@NotNull Severity severity, @NotBlank @Size(max = 4000) String description,
            @Size(max = 4000) @Nullable String guidance, @Valid @Nullable PartyBody responsible, @NotNull Instant dueAt) {
        FindingDesk.Problem problem() {
            return new FindingDesk.Problem(severity, description, guidance == null ? "" : guidance,
                    Optional.ofNullable(responsible).map(party -> new Party(party.kind(), party.id())), dueAt);
        }
    }

    record Measures(@NotBlank @Size(max = 4000) String measures) {}

    /** @param dueAt a new due time for what is returned; the old one holds where none is given */
    record Judgement(@NotNull Verdict verdict, @Size(max = 4000) @Nullable String comment, @Nullable Instant dueAt) {
        /** A return needs a comment, because the other side has to know why, and it alone can have a new due time. */
        FindingDesk.Judgement judgement() {
            if (verdict == Verdict.RETURNED && (comment == null || comment.isBlank())) {
                throw Invalid.field("comment", "REQUIRED");
            }
            if (verdict == Verdict.RESOLVED && dueAt != null) {
                throw Invalid.field("dueAt", "NOT_WHEN_RESOLVED");
            }
            return new FindingDesk.Judgement(verdict, comment == null ? "" : comment, Optional.ofNullable(dueAt));
        }
    }

    /** One attempt to put it right; the last three are empty while it waits for its recheck. */
    record RoundView(String measures, Instant submittedAt, Optional<Verdict> verdict, Optional<String> comment,
            Optional<Instant> recheckedAt) {}

    /** Who heard of it when, and for which due time. */
    record EscalationView(int level, EscalatedTo to, Instant dueAt, Instant at) {
        static EscalationView of(Escalated escalated) {
            return new EscalationView(escalated.level(), escalated.to(), escalated.dueAt(), escalated.at());
        }
    }

    /** @param escalation the level that it was escalated to for the due time that holds now */
    record FindingView(String findingId, String inspectionId, Optional<String> campaignId, Office office, Target target,
            Severity severity, String description, String guidance, Party responsible, Instant dueAt, FindingStatus status,
            boolean overdue, int escalation, Instant raisedAt, List<RoundView> rounds, List<EscalationView> escalations) {
        static FindingView of(FindingDesk.Seen seen) {
            Finding finding = seen.finding().state();
            Observation about = finding.about();
            Course course = finding.course();
            return new FindingView(about.findingId(), about.inspectionId(), about.campaignId(), about.office(), about.target(),
                    about.severity(), about.description(), about.guidance(), about.responsible(), course.dueAt(),
                    finding.status(), seen.overdue(), course.level(), about.raisedAt(), rounds(finding),
                    course.escalations().stream().map(EscalationView::of).toList());
        }

        private static List<RoundView> rounds(Finding finding) {
            Stream<RoundView> closed = finding.course().rounds().stream()
                    .map(round -> new RoundView(round.rectification().measures(), round.rectification().at(),
                            Optional.of(round.recheck().verdict()), Optional.of(round.recheck().comment()),
                            Optional.of(round.recheck().at())));
            Stream<RoundView> pending = finding instanceof Finding.Submitted submitted
                    ? Stream.of(new RoundView(submitted.pending().measures(), submitted.pending().at(),
                            Optional.empty(), Optional.empty(), Optional.empty()))
                    : Stream.empty();
            return Stream.concat(closed, pending).toList();
        }
    }

    record CountView(FindingStatus status, long count) {}

    /** @param overdue those not resolved whose due time has passed; they are in {@code items} too */
    record CountsView(List<CountView> items, long overdue) {
        static CountsView of(Findings.Counts counts) {
            return new CountsView(Stream.of(FindingStatus.values())
                    .map(status -> new CountView(status, counts.byStatus().getOrDefault(status, 0L))).toList(), counts.overdue());
        }
    }
}
