package cn.jinlin.kit.security;

import java.util.Optional;
import java.util.Set;

/**
 * The verified caller of a request: roles and the claims that scope them. Eligibility never comes from here, only who may
 * touch which object.
 *
 * @param subject the token's {@code sub}
 * @param office EFFICIENCY, ORGANIZATION or CIVILIZATION for a supervisor
 */
public record Caller(String subject, Set<Role> roles, Optional<String> memberId, Optional<String> unitId,
        Set<String> communityIds,
        Optional<String> office, Optional<String> clientId) {
    public Caller {
        roles = Set.copyOf(roles);
        communityIds = Set.copyOf(communityIds);
    }

    /** Whoever calls without a token, where that is allowed: no role and no scope. */
    public static Caller nobody() {
        return new Caller("nobody", Set.of(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean isDistrictAdmin() {
        return has(Role.DISTRICT_ADMIN);
    }

    public boolean isOfficerOf(String communityId) {
        return has(Role.COMMUNITY_OFFICER) && communityIds.contains(communityId);
    }

    public boolean isLiaisonOf(String unit) {
        return has(Role.UNIT_LIAISON) && unitId.filter(unit::equals).isPresent();
    }

    public boolean isMember(String member) {
        return has(Role.MEMBER) && memberId.filter(member::equals).isPresent();
    }
}
