package cn.jinlin.supervision.flag;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.supervision.evidence.Subject;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Rule;

/** A flag in one of its states. Looks carry tickets: what an older look found never replaces what a newer one did. */
sealed interface Flag {
    /** What it is about, and what was settled so far. */
    About about();

    Status status();

    /** Where a flag stands. */
    enum Status {
        OPEN, SETTLED, WITHDRAWN
    }

    /** What a supervisor found it to be. */
    enum Verdict {
        CONFIRMED, FALSE_ALARM
    }

    /**
     * @param ticket of the newest look
     * @param raisedAt when it was raised the last time
     */
    record About(String flagId, Rule rule, Subject.Kind subject, String subjectId, long ticket, Instant raisedAt,
            List<Settlement> settlements) {
        public About {
            settlements = List.copyOf(settlements);
        }

        About looked(long newer) {
            return new About(flagId, rule, subject, subjectId, newer, raisedAt, settlements);
        }

        About raised(Instant at) {
            return new About(flagId, rule, subject, subjectId, ticket, at, settlements);
        }

        About settled(Settlement settlement) {
            List<Settlement> all = new ArrayList<>(settlements);
            all.add(settlement);
            return new About(flagId, rule, subject, subjectId, ticket, raisedAt, all);
        }
    }

    /** @param by the token's subject */
    record Settlement(Verdict verdict, String reason, Office office, String by, Instant at, Evidence evidence) {}

    /** Waits for somebody to say what it was. */
    record Open(About about, Evidence evidence, Instant updatedAt) implements Flag {
        @Override
        public Status status() {
            return Status.OPEN;
        }

        @Override
        public Flag found(Optional<Evidence> found, long ticket, Instant now) {
            return found.<Flag>map(evidence -> new Open(about.looked(ticket), evidence,
                    evidence.equals(this.evidence) ? updatedAt : now)).orElseGet(() -> new Withdrawn(about.looked(ticket), now));
        }

        @Override
        public Flag settled(Verdict verdict, String reason, Office office, String by, Instant at) {
            return new Settled(about.settled(new Settlement(verdict, reason, office, by, at, evidence)));
        }
    }

    /** A supervisor has said what it was. */
    record Settled(About about) implements Flag {
        @Override
        public Status status() {
            return Status.SETTLED;
        }
    }

    /** What spoke for it is gone: an entry came late, a member serves again. */
    record Withdrawn(About about, Instant withdrawnAt) implements Flag {
        @Override
        public Status status() {
            return Status.WITHDRAWN;
        }
    }

    /** The one flag of a rule and a subject. */
    static String idOf(Rule rule, Subject subject) {
        return UUID.nameUUIDFromBytes((rule + "|" + subject).getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Flag raised(Rule rule, Subject subject, Evidence evidence, long ticket, Instant now) {
        return new Open(new About(idOf(rule, subject), rule, subject.kind(), subject.id(), ticket, now, List.of()), evidence,
                now);
    }

    /** Keys of everything that was settled, whatever the verdict. */
    default Set<String> settledKeys() {
        Set<String> keys = new HashSet<>();
        about().settlements().forEach(settlement -> keys.addAll(settlement.evidence().weighed()));
        return keys;
    }

    /** What a look with this ticket found, what was settled before left out. */
    default Flag found(Optional<Evidence> found, long ticket, Instant now) {
        return found.<Flag>map(evidence -> new Open(about().looked(ticket).raised(now), evidence, now)).orElse(this);
    }

    /** Refuses unless it is open. */
    default Flag settled(Verdict verdict, String reason, Office office, String by, Instant at) {
        throw FlagRefusal.FLAG_NOT_OPEN.because();
    }
}
