package cn.jinlin.request.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A unit and the communities that it is tied to, as partner or in support. */
public record Unit(String unitId, String name, List<Tie> ties) {
    public Unit {
        ties = List.copyOf(ties);
    }

    /** A confirmed tie; {@code until} is the first instant at which it no longer holds. */
    public record Tie(String communityId, Instant from, Optional<Instant> until) {
        public boolean holdsAt(Instant at) {
            return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
        }
    }

    public List<Tie> tiesTo(String communityId) {
        return ties.stream().filter(tie -> tie.communityId().equals(communityId)).toList();
    }
}
