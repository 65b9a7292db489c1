package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
sealed interface Finding {
    /** What was found; it never changes. */
    Observation about();

    /** The rounds that a recheck closed, oldest first. */
    List<Round> rounds();

    /**
     * What a supervisor saw, and who has to put it right by when.
     *
     * @param raisedBy the token's subject
     * @param guidance how it can be put right; may be empty
     */
    record Observation(String findingId, String inspectionId, Office office, String raisedBy, Target target, Severity severity,
            String description, String guidance, Party responsible, Instant dueAt, Instant raisedAt) {}

    /** What the responsible party did about it. */
    record Rectification(String measures, String by, Instant at) {}

    /** How a recheck ended. */
    enum Verdict {
        RESOLVED, RETURNED
    }

    /** What a supervisor said of a rectification; {@code comment} may be empty when it is resolved. */
    record Recheck(Verdict verdict, String comment, String by, Instant at) {}

    /** A rectification and its recheck. */
    record Round(Rectification rectification, Recheck recheck) {}

    record Open(Observation about) implements Finding {
        @Override
        public List<Round> rounds() {
            return List.of();
        }

        Submitted submit(Rectification rectification) {
            return new Submitted(about, List.of(), rectification);
        }
    }

    record Submitted(Observation about, List<Round> rounds, Rectification pending) implements Finding {
        public Submitted {
            rounds = List.copyOf(rounds);
        }

        Finding recheck(Recheck recheck) {
            if (pending.by().equals(recheck.by())) {
                throw InspectionRefusal.RECHECK_BY_RECTIFIER.because();
            }
            List<Round> all = new ArrayList<>(rounds);
            all.add(new Round(pending, recheck));
            return switch (recheck.verdict()) {
                case RESOLVED -> new Resolved(about, all);
                case RETURNED -> new Returned(about, all);
            };
        }
    }

    record Returned(Observation about, List<Round> rounds) implements Finding {
        public Returned {
            rounds = List.copyOf(rounds);
        }

        Submitted submit(Rectification rectification) {
            return new Submitted(about, rounds, rectification);
        }
    }

    record Resolved(Observation about, List<Round> rounds) implements Finding {
        public Resolved {
            rounds = List.copyOf(rounds);
        }
    }

    /** Takes a rectification where one is due. */
    default Finding submitted(Rectification rectification) {
        return switch (this) {
            case Open open -> open.submit(rectification);
            case Returned returned -> returned.submit(rectification);
            case Submitted _ -> throw InspectionRefusal.RECTIFICATION_PENDING.because();
            case Resolved _ -> throw InspectionRefusal.FINDING_RESOLVED.because();
        };
    }

    /** Takes a verdict on what was submitted. */
    default Finding rechecked(Recheck recheck) {
        return switch (this) {
            case Submitted submitted -> submitted.recheck(recheck);
            case Open _,Returned _ -> throw InspectionRefusal.NOTHING_SUBMITTED.because();
            case Resolved _ -> throw InspectionRefusal.FINDING_RESOLVED.because();
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
        return !(this instanceof Resolved) && about().dueAt().isBefore(now);
    }

    default FindingChanged changed() {
        Observation seen = about();
        return new FindingChanged(seen.findingId(), seen.inspectionId(), seen.target(), seen.responsible(), seen.severity(),
                status(), seen.dueAt());
    }
}
