package cn.jinlin.supervision.place;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Units;

/** Knows which targets and responsible parties there are, and where they lie. */
@Component
public class Targets {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Communities communities;
    private final Units units;
    private final Places places;

    Targets(Communities communities, Units units, Places places) {
        this.communities = communities;
        this.units = units;
        this.places = places;
    }

    /**
     * The target with the community that it is or lies in; a unit may be seen in any community.
     *
     * @throws Invalid when it is said to lie elsewhere than it does
     */
    public Target known(Target target) {
        return switch (target.kind()) {
            case COMMUNITY -> located(target, requireCommunity(target.targetId()).communityId(), "NOT_THE_TARGET");
            case SCENIC_SPOT, MARKET -> located(target, requireOpen(target).communityId(), "NOT_ITS_COMMUNITY");
            case UNIT -> {
                requireUnit(target.targetId());
                target.communityId().ifPresent(this::requireCommunity);
                yield target;
            }
        };
    }

    /** Refuses a party that nobody told of. */
    public void requireKnown(Party party) {
        switch (party.kind()) {
            case UNIT -> requireUnit(party.id());
            case COMMUNITY -> requireCommunity(party.id());
        }
    }

    /** Who answers for a target unless somebody else is named: the unit, or the community it is or lies in. */
    public static Optional<Party> responsibleFor(Target target) {
        return target.kind() == TargetKind.UNIT
                ? Optional.of(new Party(PartyKind.UNIT, target.targetId()))
                : target.communityId().map(id -> new Party(PartyKind.COMMUNITY, id));
    }

    /** What a target is called; its id where it is not known any more. */
    public String name(Target target) {
        Optional<String> name = switch (target.kind()) {
            case COMMUNITY -> communities.find(target.targetId()).map(CommunityChanged::name);
            case UNIT -> units.find(target.targetId()).map(UnitChanged::name);
            case SCENIC_SPOT, MARKET -> places.find(target.targetId()).map(Place::name);
        };
        return name.orElse(target.targetId());
    }

    CommunityChanged requireCommunity(String communityId) {
        return communities.find(communityId).orElseThrow(() -> unknown(communityId));
    }

    private void requireUnit(String unitId) {
        if (units.find(unitId).isEmpty()) {
            throw unknown(unitId);
        }
    }

    private Place requireOpen(Target target) {
        Place place = places.find(target.targetId()).filter(found -> found.kind() == target.kind())
                .orElseThrow(() -> unknown(target.targetId()));
        if (place.closed()) {
            throw TargetRefusal.PLACE_CLOSED.because(place.name());
        }
        return place;
    }

    private static Target located(Target target, String communityId, String code) {
        if (target.communityId().filter(id -> !id.equals(communityId)).isPresent()) {
            throw Invalid.field("target.communityId", code);
        }
        return new Target(target.kind(), target.targetId(), Optional.of(communityId));
    }

    private static RuntimeException unknown(String id) {
        return TargetRefusal.TARGET_UNKNOWN.because(id).retryAfter(A_MOMENT);
    }
}
