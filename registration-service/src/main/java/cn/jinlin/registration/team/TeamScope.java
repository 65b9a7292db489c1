package cn.jinlin.registration.team;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.team.Teams.Slice;

/**
 * Who may do what with which team. The officers of its community make, change and disband it; the district and supervisors
 * read every team; a member reads the teams that it is in and may leave them. The leader leads: whom the team takes in is
 * the officer's decision.
 */
@Component
class TeamScope {
    boolean maySee(Caller caller, Team team) {
        return readsAll(caller) || caller.isOfficerOf(team.communityId())
                || caller.memberId().filter(caller::isMember).filter(team::has).isPresent();
    }

    void requireChange(Caller caller, Team team) {
        require(caller.isOfficerOf(team.communityId()));
    }

    void requireLeave(Caller caller, Team team, String memberId) {
        require(caller.isOfficerOf(team.communityId()) || caller.isMember(memberId));
    }

    /** The part of a list that the caller may see; 403 when there is none by its roles. */
    List<Slice> slices(Caller caller, Slice asked) {
        if (readsAll(caller)) {
            return List.of(asked);
        }
        List<Slice> slices = caller.has(Role.COMMUNITY_OFFICER)
                ? caller.communityIds().stream().sorted()
                        .filter(own -> asked.communityId().filter(one -> !one.equals(own)).isEmpty())
                        .map(own -> new Slice(Optional.of(own), asked.kind(), asked.memberId())).toList()
                : List.of();
        if (!slices.isEmpty()) {
            return slices;
        }
        return List.of(new Slice(asked.communityId(), asked.kind(), Optional.of(itself(caller, asked))));
    }

    static void require(boolean allowed) {
        if (!allowed) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    private static String itself(Caller caller, Slice asked) {
        return caller.memberId().filter(caller::isMember)
                .filter(own -> asked.memberId().filter(one -> !one.equals(own)).isEmpty())
                .orElseThrow(KitRefusal.FORBIDDEN::because);
    }

    private static boolean readsAll(Caller caller) {
        return caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR);
    }
}
