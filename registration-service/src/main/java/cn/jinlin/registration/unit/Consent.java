package cn.jinlin.registration.unit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.kit.domain.Change;

/**
 * A unit's consent to support communities under a plan until it is over. It becomes a SUPPORT tie in each of them and is
 * told, or refused and told; where the unit is a partner already, that tie goes on as it is. The same consent again changes
 * nothing, also after the district has ended a tie of it.
 */
record Consent(String planId, Instant until, List<String> communities) {
    Consent {
        communities = List.copyOf(communities);
    }

    /** @param known whether there is such a community */
    Change<Unit, RegistrationEvent> on(Unit unit, Predicate<String> known, Instant now) {
        Unit next = unit;
        List<RegistrationEvent> facts = new ArrayList<>();
        for (String community : communities) {
            if (!next.settled(planId, community)) {
                Optional<SupportObstacle> obstacle = obstacle(next, community, known, now);
                facts.add(obstacle.<RegistrationEvent>map(why -> new SupportRefused(unit.unitId(), planId, community, why))
                        .orElseGet(() -> new SupportTied(unit.unitId(), planId, community, until)));
                next = obstacle.isPresent() || isPartner(next, community, now) ? next : next.support(tie(next, community, now));
            }
        }
        return new Change<>(next, facts);
    }

    private Optional<SupportObstacle> obstacle(Unit unit, String community, Predicate<String> known, Instant now) {
        if (!now.isBefore(until)) {
            return Optional.of(SupportObstacle.OVER);
        }
        if (!known.test(community)) {
            return Optional.of(SupportObstacle.COMMUNITY_UNKNOWN);
        }
        return unit.tie(community, now).filter(tie -> tie.status() == TieStatus.PROPOSED)
                .map(_ -> SupportObstacle.PARTNERSHIP_PROPOSED);
    }

    private static boolean isPartner(Unit unit, String community, Instant now) {
        return unit.tie(community, now).filter(tie -> tie.kind() == TieKind.PARTNER).isPresent();
    }

    /** Support that is there already and lasts longer keeps its end. */
    private PartnerTie tie(Unit unit, String community, Instant now) {
        Instant end = unit.tie(community, now).flatMap(PartnerTie::until).filter(until::isBefore).orElse(until);
        return new PartnerTie(community, TieKind.SUPPORT, TieStatus.CONFIRMED, now, Optional.of(end), Optional.of(planId));
    }
}
