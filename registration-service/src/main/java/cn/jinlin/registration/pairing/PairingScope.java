package cn.jinlin.registration.pairing;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.pairing.Pairings.Slice;

/**
 * Who may do what with which pairing. The officers of its community make, change and end it; its member sees it and enters
 * visits while it lasts; the district sees that there are pairings and how they are kept, never what is noted.
 */
@Component
class PairingScope {
    boolean maySee(Caller caller, Pairing pairing) {
        return caller.isDistrictAdmin() || isOfficer(caller, pairing) || caller.isMember(pairing.pair().memberId());
    }

    boolean isOfficer(Caller caller, Pairing pairing) {
        return caller.isOfficerOf(pairing.pair().communityId());
    }

    /** Those who know the household anyway: the officer, and the member for as long as it visits. */
    boolean mayReadNotes(Caller caller, Pairing pairing) {
        return isOfficer(caller, pairing) || pairing.active() && caller.isMember(pairing.pair().memberId());
    }

    boolean mayEnterVisits(Caller caller, Pairing pairing) {
        return isOfficer(caller, pairing) || caller.isMember(pairing.pair().memberId());
    }

    /** The part of a list that the caller may see; 403 when there is none by its roles. */
    List<Slice> slices(Caller caller, Slice asked) {
        if (caller.isDistrictAdmin()) {
            return List.of(asked);
        }
        List<Slice> slices = caller.has(Role.COMMUNITY_OFFICER)
                ? caller.communityIds().stream().sorted()
                        .filter(own -> asked.communityId().filter(one -> !one.equals(own)).isEmpty())
                        .map(own -> new Slice(Optional.of(own), asked.memberId(), asked.householdId(), asked.teamId(),
                                asked.status()))
                        .toList()
                : List.of();
        return slices.isEmpty()
                ? List.of(new Slice(asked.communityId(), Optional.of(itself(caller, asked)), asked.householdId(), asked.teamId(),
                        asked.status()))
                : slices;
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
}
