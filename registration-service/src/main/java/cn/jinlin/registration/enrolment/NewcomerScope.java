package cn.jinlin.registration.enrolment;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/** Who may enter whom, decided before the body is validated. */
@Component
class NewcomerScope {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @param memberId set where somebody enters itself: the id of its token */
    record Entry(Optional<String> memberId, @Nullable MemberKind kind, Optional<String> unitId) {
        /** The unit as the kind of member asks for it: a party member has one, a resident none. */
        Optional<String> requireUnit() {
            boolean party = kind == MemberKind.PARTY_MEMBER;
            if (party == unitId.isEmpty()) {
                throw Invalid.field("unitId", party ? "REQUIRED" : "NOT_FOR_RESIDENTS");
            }
            return unitId;
        }
    }

    /**
     * Party members are entered by their unit's liaison or the district, residents by themselves or an officer.
     *
     * @param kind null when the body does not say, which its validation refuses later
     */
    Entry entry(Caller caller, @Nullable MemberKind kind, @Nullable String unitId) {
        return switch (kind) {
            case PARTY_MEMBER -> new Entry(Optional.empty(), kind, unitOf(caller, unitId));
            case RESIDENT -> new Entry(itself(caller), kind, Optional.ofNullable(unitId));
            case null -> new Entry(Optional.empty(), kind, Optional.ofNullable(unitId));
        };
    }

    private static Optional<String> unitOf(Caller caller, @Nullable String unitId) {
        if (caller.isDistrictAdmin()) {
            return Optional.ofNullable(unitId);
        }
        Optional<String> own = caller.has(Role.UNIT_LIAISON) ? caller.unitId() : Optional.empty();
        if (own.isEmpty() || unitId != null && !own.get().equals(unitId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return own;
    }

    private static Optional<String> itself(Caller caller) {
        if (caller.has(Role.COMMUNITY_OFFICER)) {
            return Optional.empty();
        }
        String own = caller.has(Role.MEMBER) ? caller.memberId().orElse("") : "";
        if (!ID.matcher(own).matches()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return Optional.of(own);
    }
}
