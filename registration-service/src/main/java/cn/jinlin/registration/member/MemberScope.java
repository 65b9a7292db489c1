package cn.jinlin.registration.member;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/**
 * Who may do what with which member. In scope of a member's personal data are the member, the liaison of its unit, and the
 * officers of the communities where it has a pending or confirmed registration. The district sees every member, masked.
 */
@Component
public class MemberScope {
    public boolean maySee(Caller caller, Member member) {
        return caller.isDistrictAdmin() || knows(caller, member);
    }

    /** Whether the caller may see the full name. */
    boolean knows(Caller caller, Member member) {
        return caller.isMember(member.memberId()) || isLiaison(caller, member) || isOfficer(caller, member);
    }

    public boolean mayDisclosePhone(Caller caller, Member member) {
        return isLiaison(caller, member) || isOfficer(caller, member);
    }

    /** The unit that the member leaves, or the district. */
    boolean mayTransfer(Caller caller, Member member) {
        return caller.isDistrictAdmin() || isLiaison(caller, member);
    }

    /** The member itself, and the district on the member's request. */
    public boolean mayErase(Caller caller, Member member) {
        return caller.isMember(member.memberId()) || caller.isDistrictAdmin();
    }

    boolean mayCorrect(Caller caller, Member member) {
        return caller.isMember(member.memberId()) || caller.isDistrictAdmin() || isLiaison(caller, member)
                || member.kind() == MemberKind.RESIDENT && isOfficer(caller, member);
    }

    /** A liaison reports its people to their unit's community, an officer residents who live nowhere else. */
    public boolean mayReport(Caller caller, Member member, RegistrationKind kind) {
        return mayWithdraw(caller, member, kind) || kind == RegistrationKind.RESIDENCE
                && member.kind() == MemberKind.RESIDENT && caller.has(Role.COMMUNITY_OFFICER)
                && member.registrations().residence()
                        .filter(home -> home.live() && !caller.communityIds().contains(home.place().communityId())).isEmpty();
    }

    /** An officer enters residents of its own communities alone. */
    public boolean mayReportTo(Caller caller, Member member, RegistrationKind kind, String communityId) {
        return mayWithdraw(caller, member, kind) || caller.isOfficerOf(communityId);
    }

    public boolean mayWithdraw(Caller caller, Member member, RegistrationKind kind) {
        return caller.isMember(member.memberId()) || caller.isDistrictAdmin()
                || kind == RegistrationKind.UNIT_COMMUNITY && isLiaison(caller, member);
    }

    public boolean isOfficer(Caller caller, Member member) {
        return caller.communityIds().stream()
                .anyMatch(community -> caller.isOfficerOf(community) && member.registrations().liveIn(community));
    }

    /** Refuses with 403. */
    public static void require(boolean allowed) {
        if (!allowed) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    private boolean isLiaison(Caller caller, Member member) {
        return member.unitId().filter(caller::isLiaisonOf).isPresent();
    }
}
