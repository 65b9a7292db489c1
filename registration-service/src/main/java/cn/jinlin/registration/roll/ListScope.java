package cn.jinlin.registration.roll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.Members.Slice;

/** Which part of a list of members a caller may see. */
@Component
class ListScope {
    /** What a list was asked for. */
    record Asked(Optional<String> communityId, Optional<String> unitId) {
        boolean includes(Member member) {
            return communityId.stream().allMatch(member.registrations()::liveIn)
                    && (unitId.isEmpty() || member.unitId().equals(unitId));
        }
    }

    /** The part of it that the caller may see; 403 when there is none by its roles. */
    List<Slice> slices(Caller caller, Asked asked) {
        if (caller.isDistrictAdmin()) {
            return List.of(new Slice(asked.unitId(), asked.communityId()));
        }
        List<Slice> slices = new ArrayList<>();
        if (caller.has(Role.COMMUNITY_OFFICER)) {
            caller.communityIds().stream().filter(own -> asked.communityId().filter(one -> !one.equals(own)).isEmpty()).sorted()
                    .forEach(own -> slices.add(new Slice(asked.unitId(), Optional.of(own))));
        }
        if (caller.has(Role.UNIT_LIAISON)) {
            caller.unitId().filter(own -> asked.unitId().filter(one -> !one.equals(own)).isEmpty())
                    .ifPresent(own -> slices.add(new Slice(Optional.of(own), asked.communityId())));
        }
        if (slices.isEmpty()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return slices;
    }
}
