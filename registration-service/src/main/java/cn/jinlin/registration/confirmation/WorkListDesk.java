package cn.jinlin.registration.confirmation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.Members;
import cn.jinlin.registration.member.Registration;
import cn.jinlin.registration.member.RegistrationKind;

/** What a community's officer has to say something to, and how much there is of it. */
@Service
class WorkListDesk {
    private final Members members;
    private final Clock clock;

    WorkListDesk(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /** A registration on the work list; {@code order} is its place there. */
    record Listed(Member member, RegistrationKind kind, Registration registration, String order) {}

    /** A community's registrations of both kinds in this status, the oldest first, the next after {@code after}. */
    List<Listed> workList(String communityId, RegistrationStatus status, String after, int limit) {
        return Stream.of(RegistrationKind.values())
                .flatMap(kind -> listed(kind, members.registered(kind, communityId, status, after, limit)))
                .sorted(Comparator.comparing(Listed::order)).limit(limit).toList();
    }

    /**
     * How many of a community's registrations stand where.
     *
     * @param renewable confirmed ones that an officer may confirm anew now
     */
    record Counts(long pending, long confirmed, long renewable, long rejected, long withdrawn) {}

    Counts counts(String communityId) {
        return new Counts(members.count(communityId, RegistrationStatus.PENDING),
                members.count(communityId, RegistrationStatus.CONFIRMED),
                members.countRenewable(communityId, renewableIfBegunBefore()),
                members.count(communityId, RegistrationStatus.REJECTED),
                members.count(communityId, RegistrationStatus.WITHDRAWN));
    }

    /** A community's confirmations that soon run out, the first to do so first, the next after {@code after}. */
    List<Listed> renewable(String communityId, String after, int limit) {
        Instant begun = renewableIfBegunBefore();
        return Stream.of(RegistrationKind.values())
                .flatMap(kind -> listed(kind, members.renewable(kind, communityId, begun, after, limit)))
                .sorted(Comparator.comparing(Listed::order)).limit(limit).toList();
    }

    private Instant renewableIfBegunBefore() {
        return clock.instant().plus(Registration.Confirmed.RENEWAL).atOffset(ZoneOffset.UTC).minusYears(1).toInstant();
    }

    private static Stream<Listed> listed(RegistrationKind kind, List<Versioned<Member>> found) {
        return found.stream()
                .flatMap(one -> one.state().registrations().of(kind).stream().map(registration -> new Listed(one.state(), kind,
                        registration, Members.order(registration, kind, one.state().memberId()))));
    }
}
