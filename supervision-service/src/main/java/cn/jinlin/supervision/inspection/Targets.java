package cn.jinlin.supervision.inspection;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Units;

/** Knows which targets and responsible parties there are. Scenic spots and markets are nobody's reference data yet. */
@Component
class Targets {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Communities communities;
    private final Units units;

    Targets(Communities communities, Units units) {
        this.communities = communities;
        this.units = units;
    }

    /**
     * The target with its community filled in where it is one itself.
     *
     * @throws Invalid when a community is said to lie in another one
     */
    static Target located(Target target) {
        if (target.kind() != TargetKind.COMMUNITY) {
            return target;
        }
        if (target.communityId().filter(id -> !id.equals(target.targetId())).isPresent()) {
            throw Invalid.field("target.communityId", "NOT_THE_TARGET");
        }
        return new Target(target.kind(), target.targetId(), Optional.of(target.targetId()));
    }

    /** Who answers for a target unless somebody else is named: the unit, or the community it is or lies in. */
    static Optional<Party> responsibleFor(Target target) {
        return target.kind() == TargetKind.UNIT
                ? Optional.of(new Party(PartyKind.UNIT, target.targetId()))
                : target.communityId().map(id -> new Party(PartyKind.COMMUNITY, id));
    }

    /** Refuses a target that names a unit or community nobody told of. */
    void requireKnown(Target target) {
        target.communityId().ifPresent(this::requireCommunity);
        if (target.kind() == TargetKind.UNIT) {
            requireUnit(target.targetId());
        }
    }

    void requireKnown(Party party) {
        switch (party.kind()) {
            case UNIT -> requireUnit(party.id());
            case COMMUNITY -> requireCommunity(party.id());
        }
    }

    private void requireCommunity(String communityId) {
        if (communities.find(communityId).isEmpty()) {
            throw unknown(communityId);
        }
    }

    private void requireUnit(String unitId) {
        if (units.find(unitId).isEmpty()) {
            throw unknown(unitId);
        }
    }

    private static RuntimeException unknown(String id) {
        return InspectionRefusal.TARGET_UNKNOWN.because(id).retryAfter(A_MOMENT);
    }
}
