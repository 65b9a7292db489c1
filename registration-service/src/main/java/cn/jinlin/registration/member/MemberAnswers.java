package cn.jinlin.registration.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.registration.person.Mask;
import cn.jinlin.registration.person.Sealing;

/** What of a member goes out: the phone always masked, the name in full only to those in scope. */
@Component
public class MemberAnswers {
    private final Sealing sealing;
    private final MemberScope scope;

    MemberAnswers(Sealing sealing, MemberScope scope) {
        this.scope = scope;
        this.sealing = sealing;
    }

    /** A member as a caller sees it. */
    public record MemberAnswer(String memberId, MemberKind kind, String name, String phone, Optional<String> unitId,
            List<String> skills, MemberStatus status, RegistrationsAnswer registrations) {}

    public record RegistrationsAnswer(Optional<RegistrationAnswer> unitCommunity, Optional<RegistrationAnswer> residence) {}

    /** @param reason why it was rejected, where the officer said so */
    public record RegistrationAnswer(String memberId, String kind, String communityId, Optional<String> compoundId,
            RegistrationStatus status, Instant since, Optional<String> reason) {}

    public MemberAnswer of(Member member, Caller caller) {
        return answer(member, name(member, caller));
    }

    private MemberAnswer answer(Member member, String name) {
        return new MemberAnswer(member.memberId(), member.kind(), name,
                Mask.phone(sealing.phone(member.memberId(), member.person())),
                member.unitId(), member.skills(), member.status(),
                new RegistrationsAnswer(of(member, RegistrationKind.UNIT_COMMUNITY), of(member, RegistrationKind.RESIDENCE)));
    }

    public Optional<RegistrationAnswer> of(Member member, RegistrationKind kind) {
        return member.registrations().of(kind)
                .map(one -> new RegistrationAnswer(member.memberId(), kind.path(), one.place().communityId(),
                        one.place().compoundId(), one.status(), one.since(),
                        one instanceof Registration.Rejected rejected ? rejected.reason() : Optional.empty()));
    }

    /** As {@link #of(Member, Caller)}, for a member that has to do with the caller by a claim: the name in full. */
    public MemberAnswer ofClaimant(Member member) {
        return answer(member, sealing.name(member.memberId(), member.person()));
    }

    /** In full for those who know the member, else masked. */
    public String name(Member member, Caller caller) {
        String name = sealing.name(member.memberId(), member.person());
        return scope.knows(caller, member) ? name : Mask.name(name);
    }
}
