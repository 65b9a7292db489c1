package cn.jinlin.registration.tally;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/** Who may read whose records together: the district and supervisors all, everybody else its own. */
@Component
class TallyScope {
    boolean mayReadUnit(Caller caller, String unitId) {
        return readsAll(caller) || caller.isLiaisonOf(unitId);
    }

    /** Its leader, and the officers of the community that it serves in. */
    boolean mayReadTeam(Caller caller, Roll team) {
        return readsAll(caller) || caller.isOfficerOf(team.communityId())
                || team.leaderId().filter(caller::isMember).isPresent();
    }

    boolean mayReadCommunity(Caller caller, String communityId) {
        return readsAll(caller) || caller.isOfficerOf(communityId);
    }

    private static boolean readsAll(Caller caller) {
        return caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR);
    }
}
