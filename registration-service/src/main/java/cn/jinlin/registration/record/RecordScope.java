package cn.jinlin.registration.record;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberScope;

/** Who may read and write whose service record. */
@Component
class RecordScope {
    private final MemberScope members;

    RecordScope(MemberScope members) {
        this.members = members;
    }

    /** Whoever may see the member, and supervisors, who read all ledgers. */
    boolean mayRead(Caller caller, Member member) {
        return caller.has(Role.SUPERVISOR) || members.maySee(caller, member);
    }

    /** The officers of the communities where the member is registered. */
    boolean mayEnter(Caller caller, Member member) {
        return members.isOfficer(caller, member);
    }

    /** The officers of the community that the entry belongs to, and the district. */
    boolean mayTakeBack(Caller caller, Entry entry) {
        return caller.isDistrictAdmin() || caller.isOfficerOf(entry.facts().communityId());
    }
}
