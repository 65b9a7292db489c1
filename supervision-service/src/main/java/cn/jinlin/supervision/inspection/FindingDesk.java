package cn.jinlin.supervision.inspection;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.inspection.Finding.Observation;
import cn.jinlin.supervision.inspection.Finding.Recheck;
import cn.jinlin.supervision.inspection.Finding.Rectification;
import cn.jinlin.supervision.inspection.Finding.Verdict;

/** Raises findings, takes rectifications and rechecks, and shows what is due. */
@Service
class FindingDesk {
    private final Findings findings;
    private final Targets targets;
    private final Clock clock;

    FindingDesk(Findings findings, Targets targets, Clock clock) {
        this.findings = findings;
        this.targets = targets;
        this.clock = clock;
    }

    /** What a supervisor found; {@code responsible} is empty where the inspected party itself answers for it. */
    record Problem(Severity severity, String description, String guidance, Optional<Party> responsible, Instant dueAt) {}

    /** A finding as it is read: overdue or not is said for the moment of reading. */
    record Seen(Versioned<Finding> finding, boolean overdue) {}

    Seen raise(Inspection inspection, Office office, String raisedBy, Problem problem, RequestKey key) {
        Instant now = clock.instant();
        if (problem.dueAt().isBefore(now)) {
            throw Invalid.field("dueAt", "IN_THE_PAST");
        }
        Party responsible = problem.responsible().or(() -> Targets.responsibleFor(inspection.target()))
                .orElseThrow(() -> Invalid.field("responsible", "REQUIRED"));
        targets.requireKnown(responsible);
        Observation seen = new Observation(key.firstId(), inspection.inspectionId(), office, raisedBy, inspection.target(),
                problem.severity(), problem.description(), problem.guidance(), responsible, problem.dueAt(), now);
        return seen(findings.aggregates().create(seen.findingId(), key, Change.of(new Finding.Open(seen)),
                _ -> InspectionRefusal.ALREADY_RECORDED.because()));
    }

    Seen get(String findingId) {
        return seen(findings.aggregates().get(findingId));
    }

    /** @param version refuses where the caller has seen another version */
    Seen rectify(String findingId, String measures, String by, RequestKey key, LongConsumer version) {
        Rectification rectification = new Rectification(measures, by, clock.instant());
        return seen(findings.aggregates().change(findingId, key, now -> {
            version.accept(now.version());
            return Change.of(now.state().submitted(rectification));
        }));
    }

    /** @param version refuses where the caller has seen another version */
    Seen recheck(String findingId, Verdict verdict, String comment, String by, RequestKey key, LongConsumer version) {
        Recheck recheck = new Recheck(verdict, comment, by, clock.instant());
        return seen(findings.aggregates().change(findingId, key, now -> {
            version.accept(now.version());
            return Change.of(now.state().rechecked(recheck));
        }));
    }

    List<Seen> page(boolean overdue, Optional<FindingStatus> status, Optional<String> targetId,
            Optional<Collection<Party>> parties, Optional<String> after, int limit) {
        Optional<Instant> overdueBy = overdue ? Optional.of(clock.instant()) : Optional.empty();
        return findings.page(new Findings.Query(overdueBy, status, targetId, parties, after), limit).stream().map(this::seen)
                .toList();
    }

    private Seen seen(Versioned<Finding> finding) {
        return new Seen(finding, finding.state().overdueAt(clock.instant()));
    }
}
