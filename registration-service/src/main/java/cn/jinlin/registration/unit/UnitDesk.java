package cn.jinlin.registration.unit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.community.CommunityDesk;

/** Keeps units and their ties to communities. */
@Service
public class UnitDesk {
    private final Units units;
    private final CommunityDesk communities;
    private final Clock clock;

    UnitDesk(Units units, CommunityDesk communities, Clock clock) {
        this.units = units;
        this.communities = communities;
        this.clock = clock;
    }

    /** Who asks for a tie. */
    enum Voice {
        UNIT, COMMUNITY, DISTRICT
    }

    /** The unit, if there is one. */
    public Optional<Unit> find(String unitId) {
        return units.aggregates().find(unitId).map(Versioned::state);
    }

    Versioned<Unit> make(String name, UnitKind kind, Optional<String> creditCode, Optional<Location> location,
            RequestKey key) {
        Unit unit = new Unit(key.firstId(), name, kind, creditCode, creditCode.filter(CreditCode::verified).isPresent(),
                location, List.of());
        return units.aggregates().create(unit.unitId(), key, Change.of(unit), KitRefusal.BUSY::because);
    }

    Versioned<Unit> correct(String unitId, Unit.Correction correction, IfMatch ifMatch) {
        return units.aggregates().change(unitId, current -> {
            ifMatch.check(current.version());
            return Change.of(current.state().corrected(correction));
        });
    }

    Versioned<Unit> get(String unitId) {
        return units.aggregates().get(unitId);
    }

    /** Units by id, the next after {@code after}. */
    public List<Versioned<Unit>> page(String after, int limit) {
        return units.page(after, limit);
    }

    /** As {@link #page}, of those with a tie of this status to the community, also one whose end is past. */
    List<Versioned<Unit>> tied(String communityId, TieStatus status, String after, int limit) {
        return units.tied(communityId, status, after, limit);
    }

    /** Whether the unit's tie to this community has not ended. */
    boolean holds(Unit unit, String communityId) {
        return unit.tie(communityId, clock.instant()).isPresent();
    }

    /** The unit proposes, the community confirms, the district sets; the result says whether anything changed. */
    Committed<Unit, Boolean> tie(String unitId, Unit.Wish wish, Voice voice) {
        Instant now = clock.instant();
        if (wish.until().filter(end -> !end.isAfter(now)).isPresent()) {
            throw Invalid.field("until", "NOT_IN_FUTURE");
        }
        return change(unitId, unit -> switch (voice) {
            case UNIT -> unit.propose(wish, now);
            case COMMUNITY -> unit.confirm(wish, now);
            case DISTRICT -> unit.set(wish, now);
        });
    }

    /** Ends a tie; {@link KitRefusal#NOT_FOUND} without one. */
    void end(String unitId, String communityId) {
        Instant now = clock.instant();
        if (!change(unitId, unit -> unit.end(communityId, now)).result()) {
            throw KitRefusal.NOT_FOUND.because("tie", communityId);
        }
    }

    /** Makes ties of a consent; of a unit that does not exist there is none to make. */
    void support(String unitId, Consent consent) {
        if (find(unitId).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Set<String> known = consent.communities().stream().filter(id -> communities.find(id).isPresent())
                .collect(Collectors.toSet());
        units.aggregates().change(unitId, current -> consent.on(current.state(), known::contains, now));
    }

    void requireCommunity(String communityId) {
        if (communities.find(communityId).isEmpty()) {
            throw KitRefusal.NOT_FOUND.because("community", communityId);
        }
    }

    private Committed<Unit, Boolean> change(String unitId, UnaryOperator<Unit> transition) {
        return units.aggregates().execute(unitId, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("unit", unitId);
            }
            Unit next = transition.apply(current.state());
            return next.equals(current.state())
                    ? Outcome.unchanged(false)
                    : Outcome.changed(Change.of(next), true);
        });
    }
}
