package cn.jinlin.registration.confirmation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberRefusal;
import cn.jinlin.registration.member.Members;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.RegistrationKind;
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

    /** The result says whether it is a new report; the same report again changes nothing. */
    Committed<Member, Boolean> report(Member member, RegistrationKind kind, Place place) {
        Instant now = clock.instant();
        communities.requirePlace(place.communityId(), place.compoundId());
        if (kind == RegistrationKind.UNIT_COMMUNITY) {
            requirePartner(member, place.communityId(), now);
        }
        return change(member.memberId(), Optional.empty(), seen -> seen.report(kind, place, now));
    }

    /**
     * Decides on what is pending in this community, or soon runs out. Nobody is confirmed in a community that is no partner of
     * its unit any more.
     */
    Committed<Member, Boolean> decide(Member seen, RegistrationKind kind, String communityId, Member.Verdict verdict,
            RequestKey key) {
        Instant now = clock.instant();
        if (kind == RegistrationKind.UNIT_COMMUNITY && verdict.decision() == Member.Decision.CONFIRMED) {
            requirePartner(seen, communityId, now);
        }
        return change(seen.memberId(), Optional.of(key), member -> member.decide(kind, communityId, verdict, now));
    }

    Committed<Member, Boolean> withdraw(String memberId, RegistrationKind kind) {
        Instant now = clock.instant();
        return change(memberId, Optional.empty(), member -> member.withdraw(kind, now));
    }

    /** Lets confirmations of this member run out whose year is over. */
    void runOut(String memberId) {
        Instant now = clock.instant();
        change(memberId, Optional.empty(), member -> member.runOut(now));
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
