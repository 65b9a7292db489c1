package cn.jinlin.registration.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.Command;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.member.Members;
import cn.jinlin.registration.person.Person;
import cn.jinlin.registration.person.Sealing;

/**
 * Enters many members at once, with their registrations: a few calls to the store for all of them, one document and one
 * event for each. The same roll again changes nothing.
 */
@Service
public class EnrolmentDesk {
    /** Rolls that meet on the same person settle within two rounds; more would be a fault. */
    private static final int ROUNDS = 5;

    private final Members members;
    private final Seats seats;
    private final Sealing sealing;
    private final MemberScope scope;
    private final Clock clock;

    EnrolmentDesk(Members members, Seats seats, Sealing sealing, MemberScope scope, Clock clock) {
        this.members = members;
        this.seats = seats;
        this.sealing = sealing;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Enters them; what may be done by whom with somebody who is there already is decided here, all else before. No two of
     * them may be the same person. The answers stand in the order of the roll.
     */
    public List<Enrolled> enrol(List<Enrolment> roll, Caller caller) {
        Instant now = clock.instant();
        Map<String, String> ids = seats.take(seatsOf(roll), now);
        Map<String, Enrolled> answers = new HashMap<>();
        List<Enrolment> open = roll;
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new IllegalStateException("a roll does not settle");
            }
            open = settle(open, ids, caller, now, answers);
        }
        seats.leave(ids.keySet());
        return roll.stream().map(one -> Optional.ofNullable(answers.get(one.newId())).orElseThrow()).toList();
    }

    /** Ends what a process that was killed left behind. */
    public void sweep() {
        seats.sweep(clock.instant().minus(Duration.ofHours(1)));
    }

    private Map<String, String> seatsOf(List<Enrolment> roll) {
        return roll.stream().filter(one -> one.kind() == MemberKind.RESIDENT)
                .collect(Collectors.toMap(this::seat, Enrolment::newId));
    }

    private String seat(Enrolment one) {
        return sealing.seat(one.name(), one.phone());
    }

    /** One round; returns those whose phone somebody else has taken meanwhile. */
    private List<Enrolment> settle(List<Enrolment> roll, Map<String, String> ids, Caller caller, Instant now,
            Map<String, Enrolled> answers) {
        Map<Enrolment, Member> known = known(roll);
        Map<String, Command<Member, RegistrationEvent, Enrolled>> commands = new LinkedHashMap<>();
        Map<String, Enrolment> rows = new HashMap<>();
        for (Enrolment one : roll) {
            String id = Optional.ofNullable(known.get(one)).map(Member::memberId)
                    .orElseGet(() -> one.kind() == MemberKind.RESIDENT ? ids.getOrDefault(seat(one), one.newId()) : one.newId());
            rows.put(id, one);
            commands.put(id, command(id, one, caller, now));
        }
        List<Enrolment> again = new ArrayList<>();
        members.aggregates().executeAll(commands, Enrolled.class).forEach((id, answer) -> {
            Enrolment one = Optional.ofNullable(rows.get(id)).orElseThrow();
            answered(answer).ifPresentOrElse(enrolled -> answers.put(one.newId(), enrolled), () -> again.add(one));
        });
        return again;
    }

    private static Optional<Enrolled> answered(Supplier<Committed<Member, Enrolled>> answer) {
        try {
            return Optional.of(answer.get().result());
        } catch (DuplicateKey _) {
            return Optional.empty();
        }
    }

    /** Whom of the roll there is already. */
    private Map<Enrolment, Member> known(List<Enrolment> roll) {
        Map<Enrolment, Member> known = new HashMap<>();
        for (MemberKind kind : roll.stream().map(Enrolment::kind).distinct().toList()) {
            Map<Enrolment, List<String>> indexes = roll.stream().filter(one -> one.kind() == kind)
                    .collect(Collectors.toMap(Function.identity(), one -> sealing.phoneIndexes(one.phone())));
            Map<String, List<Member>> found = members
                    .withPhone(indexes.values().stream().flatMap(List::stream).toList(), 0).stream().map(Versioned::state)
                    .filter(member -> member.kind() == kind)
                    .collect(Collectors.groupingBy(member -> member.person().map(Person::phoneIndex).orElse("")));
            indexes.forEach((one, phones) -> phones.stream().flatMap(phone -> found.getOrDefault(phone, List.of()).stream())
                    .filter(member -> kind == MemberKind.PARTY_MEMBER
                            || sealing.name(member.memberId(), member.person()).equals(one.name()))
                    .min(java.util.Comparator.comparing(Member::memberId)).ifPresent(member -> known.put(one, member)));
        }
        return known;
    }

    private Command<Member, RegistrationEvent, Enrolled> command(String id, Enrolment one, Caller caller, Instant now) {
        return current -> {
            if (current == null) {
                Member made = Member.made(id, one.kind(), sealing.seal(id, one.name(), one.phone()), one.unitId(),
                        one.skills().orElse(List.of()));
                return Outcome.changed(Change.of(one.over(made, caller.subject(), now)),
                        id.equals(one.newId()) ? new Enrolled.Made(id) : new Enrolled.Unchanged(id));
            }
            Member member = current.state();
            Optional<FieldError> objection = objection(member, one, caller);
            if (objection.isPresent()) {
                return Outcome.unchanged(new Enrolled.Refused(objection.get()));
            }
            Member next = one.over(member, caller.subject(), now);
            boolean same = next.equals(member);
            Enrolled enrolled = id.equals(one.newId())
                    ? new Enrolled.Made(id)
                    : same ? new Enrolled.Unchanged(id) : new Enrolled.Changed(id);
            return same ? Outcome.unchanged(enrolled) : Outcome.changed(Change.of(next), enrolled);
        };
    }

    /** A phone that is another person's changes nobody; a liaison does not learn of another unit's people. */
    private Optional<FieldError> objection(Member member, Enrolment one, Caller caller) {
        if (member.deleted() || !sealing.name(member.memberId(), member.person()).equals(one.name())) {
            return Optional.of(FieldError.of("phone", "PHONE_OF_ANOTHER"));
        }
        if (!member.unitId().equals(one.unitId())) {
            return Optional.of(caller.isDistrictAdmin()
                    ? FieldError.of("unit", "OTHER_UNIT")
                    : FieldError.of("phone", "PHONE_OF_ANOTHER"));
        }
        return one.reports().keySet().stream().filter(kind -> !scope.mayReport(caller, member, kind)).findFirst()
                .map(kind -> FieldError.of(kind.column(), "OUT_OF_SCOPE"));
    }
}
