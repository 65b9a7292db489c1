package cn.jinlin.registration.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.member.Members.Slice;

/** Which members a list was asked for. */
record Asked(Optional<String> communityId, Optional<String> unitId) {
    /** The part of it that the caller may see; 403 when there is none by its roles. */
    List<Slice> slices(Caller caller) {
        if (caller.isDistrictAdmin()) {
            return List.of(new Slice(unitId, communityId));
        }
        List<Slice> slices = new ArrayList<>();
        if (caller.has(Role.COMMUNITY_OFFICER)) {
            caller.communityIds().stream().filter(own -> communityId.isEmpty() || communityId.get().equals(own)).sorted()
                    .forEach(own -> slices.add(new Slice(unitId, Optional.of(own))));
        }
        if (caller.has(Role.UNIT_LIAISON)) {
            caller.unitId().filter(own -> unitId.isEmpty() || unitId.get().equals(own))
                    .ifPresent(own -> slices.add(new Slice(Optional.of(own), communityId)));
        }
        if (slices.isEmpty()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return slices;
    }

    boolean includes(Member member) {
        return communityId.stream().allMatch(member.registrations()::liveIn)
                && (unitId.isEmpty() || member.unitId().equals(unitId));
    }
}
