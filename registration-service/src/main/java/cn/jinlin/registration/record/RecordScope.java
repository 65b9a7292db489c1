package cn.jinlin.registration.record;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberScope;

/** Who may read and write whose service record. */
final class RecordScope {
    private RecordScope() {}

    /** Whoever may see the member, and supervisors, who read all ledgers. */
    static boolean mayRead(Caller caller, Member member) {
        return caller.has(Role.SUPERVISOR) || MemberScope.maySee(caller, member);
    }

    /** The officers of the communities where the member is registered. */
    static boolean mayEnter(Caller caller, Member member) {
        return MemberScope.isOfficer(caller, member);
    }

    /** The officers of the community that the entry belongs to, and the district. */
    static boolean mayTakeBack(Caller caller, Entry entry) {
        return caller.isDistrictAdmin() || caller.isOfficerOf(entry.facts().communityId());
    }
}
