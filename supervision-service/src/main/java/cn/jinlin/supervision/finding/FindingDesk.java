package cn.jinlin.supervision.finding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.FindingEscalated;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.finding.Finding.Course;
import cn.jinlin.supervision.finding.Finding.Escalated;
import cn.jinlin.supervision.finding.Finding.Observation;
import cn.jinlin.supervision.finding.Finding.Recheck;
import cn.jinlin.supervision.finding.Finding.Rectification;
import cn.jinlin.supervision.finding.Finding.Verdict;
import cn.jinlin.supervision.inspection.Inspection;
import cn.jinlin.supervision.place.Targets;

/** Raises findings, takes rectifications and rechecks, escalates what is overdue, and shows what is due. */
@Service
class FindingDesk {
    private static final Duration COUNTS_HOLD = Duration.ofSeconds(2);

    private final Findings findings;
    private final Targets targets;
    private final Escalation escalation;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    FindingDesk(Findings findings, Targets targets, Escalation escalation, Clock clock) {
        this.findings = findings;
        this.targets = targets;
        this.escalation = escalation;
        this.clock = clock;
    }

    /** What a supervisor found; {@code responsible} is empty where the inspected party itself answers for it. */
    record Problem(Severity severity, String description, String guidance, Optional<Party> responsible, Instant dueAt) {}

    /** Who found it. */
    record Finder(Office office, String subject) {}

    /** What a recheck says; see {@link Recheck}. */
    record Judgement(Verdict verdict, String comment, Optional<Instant> dueAt) {}

    /** A finding as it is read: overdue or not is said for the moment of reading. */
    record Seen(Versioned<Finding> finding, boolean overdue) {}

    /** @param made whether this call raised it, or found what an earlier sending had raised */
    record Put(Seen seen, boolean made) {}

    private record Counted(Findings.Counts counts, Instant at) {}

    Seen raise(Inspection inspection, Finder finder, Problem problem, RequestKey key) {
        Finding made = checked(key.firstId(), inspection, finder, problem);
        return seen(findings.aggregates().create(key.firstId(), key, Change.of(made),
                _ -> FindingRefusal.FINDING_EXISTS.because()));
    }

    /** Raises what a phone sends under an id of its own; the same again changes nothing, however late it comes. */
    Put put(String findingId, Inspection inspection, Finder finder, Problem problem, RequestKey key) {
        Observation same = observation(findingId, inspection, finder, problem);
        Finding made = findings.aggregates().find(findingId).isPresent()
                ? new Finding.Open(same, Course.due(problem.dueAt()))
                : checked(findingId, inspection, finder, problem);
        Committed<Finding, Boolean> put = findings.aggregates().execute(findingId, key, Boolean.class, current -> {
            if (current == null) {
                return Outcome.changed(Change.of(made), Boolean.TRUE);
            }
            if (!saysSame(current.state().about(), same)) {
                throw FindingRefusal.FINDING_DIFFERS.because(findingId);
            }
            return Outcome.unchanged(Boolean.FALSE);
        });
        return new Put(seen(put.after()), put.result());
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
    Seen recheck(String findingId, Judgement judgement, String by, RequestKey key, LongConsumer version) {
        Instant at = clock.instant();
        requireAhead(judgement.dueAt().orElse(at), at);
        Recheck recheck = new Recheck(judgement.verdict(), judgement.comment(), judgement.dueAt(), by, at);
        return seen(findings.aggregates().change(findingId, key, now -> {
            version.accept(now.version());
            return Change.of(now.state().rechecked(recheck));
        }));
    }

    /**
     * Tells whoever is next of an overdue finding. Where nothing is due after all (another instance was first, or the calendar
     * was changed) the state is written once more, so that it is found again when it is.
     */
    void escalate(String findingId) {
        Instant now = clock.instant();
        findings.aggregates().change(findingId, current -> {
            Finding finding = current.state();
            Optional<Escalated> due = escalation.next(finding).filter(next -> !next.at().isAfter(now));
            return due.isEmpty() ? Change.of(finding) : escalated(finding, due.get(), now);
        });
    }

    List<Seen> page(Findings.Query query, int limit) {
        return findings.page(query, clock.instant(), limit).stream().map(this::seen).toList();
    }

    /** Of the whole district, at most two seconds old: anybody may ask, and each asking reads the whole index. */
    Findings.Counts counts() {
        Instant now = clock.instant();
        Counted known = counted;
        if (known == null || known.at().plus(COUNTS_HOLD).isBefore(now)) {
            known = new Counted(findings.counts(now), now);
            counted = known;
        }
        return known.counts();
    }

    private Finding checked(String findingId, Inspection inspection, Finder finder, Problem problem) {
        requireAhead(problem.dueAt(), clock.instant());
        Observation seen = observation(findingId, inspection, finder, problem);
        targets.requireKnown(seen.responsible());
        return new Finding.Open(seen, Course.due(problem.dueAt()));
    }

    private Observation observation(String findingId, Inspection inspection, Finder finder, Problem problem) {
        Party responsible = problem.responsible().or(() -> Targets.responsibleFor(inspection.target()))
                .orElseThrow(() -> Invalid.field("responsible", "REQUIRED"));
        return new Observation(findingId, inspection.inspectionId(), inspection.visit().campaignId(), finder.office(),
                finder.subject(), inspection.target(), problem.severity(), problem.description(), problem.guidance(),
                responsible, clock.instant());
    }

    private static boolean saysSame(Observation recorded, Observation sent) {
        return recorded.equals(new Observation(sent.findingId(), sent.inspectionId(), sent.campaignId(), sent.office(),
                sent.raisedBy(), sent.target(), sent.severity(), sent.description(), sent.guidance(), sent.responsible(),
                recorded.raisedAt()));
    }

    private static Change<Finding, SupervisionEvent> escalated(Finding finding, Escalated due, Instant now) {
        Escalated told = new Escalated(due.level(), due.to(), due.dueAt(), now);
        Observation about = finding.about();
        return Change.of(finding.escalated(told), new FindingEscalated(about.findingId(), about.responsible(), about.office(),
                told.level(), told.to(), now));
    }

    private static void requireAhead(Instant dueAt, Instant now) {
        if (dueAt.isBefore(now)) {
            throw Invalid.field("dueAt", "IN_THE_PAST");
        }
    }

    private Seen seen(Versioned<Finding> finding) {
        return new Seen(finding, finding.state().overdueAt(clock.instant()));
    }
}
