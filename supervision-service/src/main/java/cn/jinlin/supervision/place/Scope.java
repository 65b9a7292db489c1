package cn.jinlin.supervision.place;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/** Who may see and touch what: supervisors and the district everything, a unit or a community only its own. */
@Component
public class Scope {
    /** The office that the caller acts for. */
    public Office office(Caller caller) {
        return caller.office()
                .flatMap(name -> Stream.of(Office.values()).filter(office -> office.name().equals(name)).findFirst())
                .orElseThrow(() -> TargetRefusal.OFFICE_REQUIRED.because());
    }

    public boolean seesAll(Caller caller) {
        return caller.has(Role.SUPERVISOR) || caller.isDistrictAdmin();
    }

    public void requireSight(Caller caller, Target target) {
        boolean own = target.communityId().filter(caller::isOfficerOf).isPresent()
                || target.kind() == TargetKind.UNIT && caller.isLiaisonOf(target.targetId());
        require(seesAll(caller) || own);
    }

    public void requireSight(Caller caller, Party responsible) {
        require(seesAll(caller) || answersFor(caller, responsible));
    }

    public void requireAnswerable(Caller caller, Party responsible) {
        require(answersFor(caller, responsible));
    }

    /** Whom the caller answers for; empty for callers who see all. */
    public Optional<Collection<Party>> parties(Caller caller) {
        if (seesAll(caller)) {
            return Optional.empty();
        }
        Stream<Party> communities = caller.has(Role.COMMUNITY_OFFICER)
                ? caller.communityIds().stream().map(id -> new Party(PartyKind.COMMUNITY, id))
                : Stream.empty();
        Stream<Party> units = caller.has(Role.UNIT_LIAISON)
                ? caller.unitId().stream().map(id -> new Party(PartyKind.UNIT, id))
                : Stream.empty();
        return Optional.of(Stream.concat(communities, units).toList());
    }

    private static boolean answersFor(Caller caller, Party party) {
        return switch (party.kind()) {
            case UNIT -> caller.isLiaisonOf(party.id());
            case COMMUNITY -> caller.isOfficerOf(party.id());
        };
    }

    public static void require(boolean held) {
        if (!held) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }
}
