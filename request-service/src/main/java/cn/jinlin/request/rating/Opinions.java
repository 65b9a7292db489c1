package cn.jinlin.request.rating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said of one order.
 *
 * @param community the rating by the community; empty until there is one
 * @param members one from each who took part and wanted to say something
 */
record Opinions(String orderId, Optional<Opinion> community, List<Opinion> members) {
    Opinions {
        members = List.copyOf(members);
    }

    /**
     * @param by the member's id, or the subject of the officer
     * @param stars from 1 to 5
     * @param comment may be empty
     */
    record Opinion(String by, int stars, String comment, Instant at) {}

    static Opinions none(String orderId) {
        return new Opinions(orderId, Optional.empty(), List.of());
    }

    Opinions rated(Opinion opinion) {
        if (community.isPresent()) {
            throw RatingRefusal.ALREADY_RATED.because();
        }
        return new Opinions(orderId, Optional.of(opinion), members);
    }

    Opinions heard(Opinion opinion) {
        if (of(opinion.by()).isPresent()) {
            throw RatingRefusal.ALREADY_RATED.because();
        }
        List<Opinion> more = new ArrayList<>(members);
        more.add(opinion);
        return new Opinions(orderId, community, more);
    }

    Optional<Opinion> of(String memberId) {
        return members.stream().filter(opinion -> opinion.by().equals(memberId)).findFirst();
    }
}
