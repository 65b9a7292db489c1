package cn.jinlin.registration.member;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.unit.UnitDesk;

/** Takes members' reports to their communities and what the communities say to them. */
@Service
class RegistrationDesk {
    private final Members members;
    private final CommunityDesk communities;
    private final UnitDesk units;
    private final Clock clock;

    RegistrationDesk(Members members, CommunityDesk communities, UnitDesk units, Clock clock) {
        this.members = members;
        this.communities = communities;
        this.units = units;
        this.clock = clock;
    }

    /** A registration on the work list; {@code order} is its place there. */
    record Listed(Member member, RegistrationKind kind, Registration registration, String order) {}

    /** The result says whether it is a new report; the same report again changes nothing. */
    Committed<Member, Boolean> report(Member member, RegistrationKind kind, Place place) {
        Instant now = clock.instant();
        communities.requirePlace(place.communityId(), place.compoundId());
        if (kind == RegistrationKind.UNIT_COMMUNITY) {
            requirePartner(member, place.communityId(), now);
        }
        return change(member.memberId(), Optional.empty(), seen -> seen.report(kind, place, now));
    }

    /** Decides on what is pending in this community. */
    Committed<Member, Boolean> decide(String memberId, RegistrationKind kind, String communityId, Member.Verdict verdict,
            RequestKey key) {
        Instant now = clock.instant();
        return change(memberId, Optional.of(key), member -> member.decide(kind, communityId, verdict, now));
    }

    Committed<Member, Boolean> withdraw(String memberId, RegistrationKind kind) {
        Instant now = clock.instant();
        return change(memberId, Optional.empty(), member -> member.withdraw(kind, now));
    }

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

    /** Lets confirmations of this member run out whose year is over. */
    void runOut(String memberId) {
        Instant now = clock.instant();
        change(memberId, Optional.empty(), member -> member.runOut(now));
    }

    private static Stream<Listed> listed(RegistrationKind kind, List<Versioned<Member>> found) {
        return found.stream()
                .flatMap(one -> one.state().registrations().of(kind).stream().map(registration -> new Listed(one.state(), kind,
                        registration, Members.order(registration, kind, one.state().memberId()))));
    }

    private void requirePartner(Member member, String communityId, Instant now) {
        String unitId = member.unitId().orElseThrow(MemberRefusal.RESIDENCE_ONLY::because);
        if (units.find(unitId).filter(unit -> unit.partnerOf(communityId, now)).isEmpty()) {
            throw MemberRefusal.NOT_A_PARTNER_COMMUNITY.because(communityId);
        }
    }

    private Committed<Member, Boolean> change(String memberId, Optional<RequestKey> key, UnaryOperator<Member> transition) {
        return members.change(memberId, key.orElse(new RequestKey(Optional.empty(), List.of())),
                current -> transition.apply(current.state()));
    }
}
