package cn.jinlin.supervision.place;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;

/** Keeps the scenic spots and markets. */
@Service
class PlaceDesk {
    private final Places places;
    private final Targets targets;

    PlaceDesk(Places places, Targets targets) {
        this.places = places;
        this.targets = targets;
    }

    /**
     * Makes the place or replaces it; the result says whether it was made. Its kind never changes, because its findings and
     * scores were given to that kind.
     *
     * @param version refuses where the caller has seen another version
     */
    Committed<Place, Boolean> put(Place place, RequestKey key, LongConsumer version) {
        targets.requireCommunity(place.communityId());
        return places.aggregates().execute(place.placeId(), key, Boolean.class, current -> {
            if (current == null) {
                return Outcome.changed(Change.of(place), Boolean.TRUE);
            }
            version.accept(current.version());
            if (current.state().kind() != place.kind()) {
                throw TargetRefusal.PLACE_OF_OTHER_KIND.because(place.placeId(), current.state().kind());
            }
            return current.state().equals(place)
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(Change.of(place), Boolean.FALSE);
        });
    }

    Versioned<Place> get(String placeId) {
        return places.aggregates().get(placeId);
    }

    List<Versioned<Place>> page(Optional<TargetKind> kind, Optional<String> communityId, Optional<String> after, int limit) {
        return places.page(kind, communityId, after, limit);
    }
}
