package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.EscalatedTo;
import cn.jinlin.events.SupervisionEvent.FindingChanged;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;

/**
 * A problem that an inspection found: OPEN → SUBMITTED → RESOLVED | RETURNED, and a returned one may be submitted again.
 * Each state is a type with the steps that it allows.
 */
public sealed interface Finding {
    /** What was found; it never changes. */
    Observation about();

    /** How it went so far. */
    Course course();

    /**
     * What a supervisor saw, and who has to put it right.
     *
     * @param campaignId of the campaign in which it was found
     * @param raisedBy the token's subject
     * @param guidance how it can be put right; may be empty
     */
    record Observation(String findingId, String inspectionId, Optional<String> campaignId, Office office, String raisedBy,
            Target target, Severity severity, String description, String guidance, Party responsible, Instant raisedAt) {}

    /**
     * @param dueAt by when it has to be put right; a return may set it anew
     * @param rounds that a recheck closed, oldest first
     * @param escalations oldest first, those for an earlier due time too
     */
    record Course(Instant dueAt, List<Round> rounds, List<Escalated> escalations) {
        public Course {
            rounds = List.copyOf(rounds);
            escalations = List.copyOf(escalations);
        }

        static Course due(Instant dueAt) {
            return new Course(dueAt, List.of(), List.of());
        }

        Course after(Round round) {
            return new Course(round.recheck().dueAt().orElse(dueAt), with(rounds, round), escalations);
        }

        Course after(Escalated escalated) {
            return new Course(dueAt, rounds, with(escalations, escalated));
        }

        /** How far it was escalated for the due time that holds now. */
        int level() {
            return (int) escalations.stream().filter(escalated -> escalated.dueAt().equals(dueAt)).count();
        }

        private static <T> List<T> with(List<T> all, T one) {
            List<T> more = new ArrayList<>(all);
            more.add(one);
            return more;
        }
    }

    /** What the responsible party did about it. */
    record Rectification(String measures, String by, Instant at) {}

    /** How a recheck ended. */
    enum Verdict {
        RESOLVED, RETURNED
    }

    /**
     * What a supervisor said of a rectification; {@code comment} may be empty when it is resolved.
     *
     * @param dueAt the new due time of what was returned, where one was set
     */
    record Recheck(Verdict verdict, String comment, Optional<Instant> dueAt, String by, Instant at) {}

    /** A rectification and its recheck. */
    record Round(Rectification rectification, Recheck recheck) {}

    /** Somebody further heard that it is overdue. */
    record Escalated(int level, EscalatedTo to, Instant dueAt, Instant at) {}

    record Open(Observation about, Course course) implements Finding {}

    record Submitted(Observation about, Course course, Rectification pending) implements Finding {
        Finding recheck(Recheck recheck) {
            if (pending.by().equals(recheck.by())) {
                throw FindingRefusal.RECHECK_BY_RECTIFIER.because();
            }
            Course after = course.after(new Round(pending, recheck));
            return switch (recheck.verdict()) {
                case RESOLVED -> new Resolved(about, after);
                case RETURNED -> new Returned(about, after);
            };
        }
    }

    record Returned(Observation about, Course course) implements Finding {}

    record Resolved(Observation about, Course course) implements Finding {}

    /** Takes a rectification where one is due. */
    default Finding submitted(Rectification rectification) {
        return switch (this) {
            case Open open -> new Submitted(open.about, open.course, rectification);
            case Returned returned -> new Submitted(returned.about, returned.course, rectification);
            case Submitted _ -> throw FindingRefusal.RECTIFICATION_PENDING.because();
            case Resolved _ -> throw FindingRefusal.FINDING_RESOLVED.because();
        };
    }

    /** Takes a verdict on what was submitted. */
    default Finding rechecked(Recheck recheck) {
        return switch (this) {
            case Submitted submitted -> submitted.recheck(recheck);
            case Open _,Returned _ -> throw FindingRefusal.NOTHING_SUBMITTED.because();
            case Resolved _ -> throw FindingRefusal.FINDING_RESOLVED.because();
        };
    }

    /** Goes a level further; what waits for its recheck or is resolved does not. */
    default Finding escalated(Escalated escalated) {
        return switch (this) {
            case Open open -> new Open(open.about, open.course.after(escalated));
            case Returned returned -> new Returned(returned.about, returned.course.after(escalated));
            case Submitted _,Resolved _ -> throw FindingRefusal.NOTHING_TO_ESCALATE.because();
        };
    }

    default FindingStatus status() {
        return switch (this) {
            case Open _ -> FindingStatus.OPEN;
            case Submitted _ -> FindingStatus.SUBMITTED;
            case Returned _ -> FindingStatus.RETURNED;
            case Resolved _ -> FindingStatus.RESOLVED;
        };
    }

    default boolean overdueAt(Instant now) {
        return !(this instanceof Resolved) && course().dueAt().isBefore(now);
    }

    default FindingChanged changed() {
        Observation seen = about();
        return new FindingChanged(seen.findingId(), seen.inspectionId(), seen.target(), seen.responsible(), seen.severity(),
                status(), course().dueAt(), seen.campaignId(), Optional.of(course().level()).filter(level -> level > 0));
    }
}
