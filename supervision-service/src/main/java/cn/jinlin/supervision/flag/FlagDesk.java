package cn.jinlin.supervision.flag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.evidence.Subject;
import cn.jinlin.supervision.evidence.Subjects;
import cn.jinlin.supervision.flag.Flag.Status;
import cn.jinlin.supervision.flag.Flag.Verdict;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Rule;

/** Looks again at whom something was told of, raises flags and takes them back, and settles them. */
@Service
class FlagDesk {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TALLIES_HOLD = Duration.ofSeconds(10);
    /** Longer than anybody waits. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Flags flags;
    private final Subjects subjects;
    private final Looks looks;
    private final Clock clock;
    private volatile Tallies tallies = new Tallies(Instant.MIN, List.of());

    /** How often a rule was right and wrong, by the last verdict on each of its flags. */
    record Tally(Rule rule, long open, long confirmed, long falseAlarms) {}

    private record Tallies(Instant countedAt, List<Tally> ofRules) {}

    FlagDesk(Flags flags, Subjects subjects, Looks looks, Clock clock) {
        this.flags = flags;
        this.subjects = subjects;
        this.looks = looks;
        this.clock = clock;
    }

    /** Looks at a subject that is due; another look at the same time is no harm. */
    void look(String key) {
        Instant now = clock.instant();
        Subject subject = Subject.parse(key);
        subjects.take(subject, now, LEASE).ifPresent(ticket -> {
            Looks.Look look = looks.at(subject);
            Map<String, Flag> known = flags.aggregates().findAll(Rule.about(subject.kind()).stream()
                    .map(rule -> Flag.idOf(rule, subject)).toList()).stream().map(Versioned::state)
                    .collect(Collectors.toMap(flag -> flag.about().flagId(), flag -> flag));
            for (Rule rule : Rule.about(subject.kind())) {
                apply(rule, subject, look, ticket, Optional.ofNullable(known.get(Flag.idOf(rule, subject))), now);
            }
            subjects.settle(subject, ticket, looks.changesAt(look, now).orElse(NEVER));
        });
    }

    private void apply(Rule rule, Subject subject, Looks.Look look, long ticket, Optional<Flag> known, Instant now) {
        if (after(rule, subject, look, ticket, known, now).isEmpty()) {
            return;
        }
        flags.aggregates().execute(Flag.idOf(rule, subject), Boolean.class, current -> {
            Optional<Flag> before = Optional.ofNullable(current).map(Versioned::state);
            return after(rule, subject, look, ticket, before, now).<Outcome<Flag, cn.jinlin.events.SupervisionEvent, Boolean>>map(
                    flag -> Outcome.changed(Change.of(flag), Boolean.TRUE))
                    .orElseGet(() -> Outcome.unchanged(Boolean.FALSE));
        });
    }

    /** The flag after a look; empty where the look changes nothing. */
    private Optional<Flag> after(Rule rule, Subject subject, Looks.Look look, long ticket, Optional<Flag> before, Instant now) {
        if (before.isEmpty()) {
            return looks.find(rule, look, java.util.Set.of(), now)
                    .map(evidence -> Flag.raised(rule, subject, evidence, ticket, now));
        }
        Flag flag = before.get();
        Optional<Evidence> found = looks.find(rule, look, flag.settledKeys(), now);
        boolean same = flag instanceof Flag.Open open ? found.filter(open.evidence()::equals).isPresent() : found.isEmpty();
        return same || ticket < flag.about().ticket() ? Optional.empty() : Optional.of(flag.found(found, ticket, now));
    }

    Versioned<Flag> get(String flagId) {
        return flags.aggregates().get(flagId);
    }

    List<Versioned<Flag>> page(Flags.Query query, int limit) {
        return flags.page(query, limit);
    }

    /** @param version refuses where the caller has seen another version */
    Versioned<Flag> settle(String flagId, Verdict verdict, String reason, Office office, String by, RequestKey key,
            LongConsumer version) {
        Instant now = clock.instant();
        return flags.aggregates().change(flagId, key, current -> {
            version.accept(current.version());
            return Change.of(current.state().settled(verdict, reason, office, by, now));
        });
    }

    /** Counted at most every ten seconds, so that a reader costs nothing that grows. */
    List<Tally> tallies() {
        Instant now = clock.instant();
        if (tallies.countedAt().isBefore(now.minus(TALLIES_HOLD))) {
            tallies = new Tallies(now, Stream.of(Rule.values()).map(this::tally).toList());
        }
        return tallies.ofRules();
    }

    private Tally tally(Rule rule) {
        return new Tally(rule, flags.count(rule, Status.OPEN), flags.count(rule, Verdict.CONFIRMED),
                flags.count(rule, Verdict.FALSE_ALARM));
    }
}
