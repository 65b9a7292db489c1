package cn.jinlin.request.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What everybody can know of the orders: the posters on the wall. */
final class Board {
    /** How far an order is, as its officer knows. */
    enum Phase {
        CLAIMABLE, AT_WORK, JUDGED, OVER
    }

    /** One order on the wall. */
    static final class Poster {
        final String orderId;
        final String communityId;
        final Set<String> claimants = ConcurrentHashMap.newKeySet();
        final Set<String> served = ConcurrentHashMap.newKeySet();
        volatile Instant startsAt;
        volatile Instant endsAt;
        volatile int places;
        volatile Phase phase = Phase.CLAIMABLE;
        volatile String code = "";

        Poster(String orderId, String communityId, Instant startsAt, Instant endsAt, int places) {
            this.orderId = orderId;
            this.communityId = communityId;
            this.startsAt = startsAt;
            this.endsAt = endsAt;
            this.places = places;
        }

        String path() {
            return "/orders/" + orderId;
        }
    }

    private final Map<String, Poster> posters = new ConcurrentHashMap<>();

    void put(Poster poster) {
        posters.put(poster.orderId, poster);
    }

    void remove(Poster poster) {
        posters.remove(poster.orderId);
    }

    Optional<Poster> any(Random random, Predicate<Poster> which) {
        List<Poster> found = posters.values().stream().filter(which).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }
}
