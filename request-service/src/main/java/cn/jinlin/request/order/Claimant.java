package cn.jinlin.request.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who wants to claim, as the views know the member; never as a token says.
 *
 * @param confirmedIn communities in which a registration of the member is confirmed; empty for unknown members
 * @param ties when and where the member's unit is tied to communities, as a partner or in support
 */
public record Claimant(String memberId, Optional<String> unitId, Set<String> confirmedIn, List<Tie> ties) {
    public Claimant {
        confirmedIn = Set.copyOf(confirmedIn);
        ties = List.copyOf(ties);
    }

    /** The tie of a unit to a community; {@code until} is the first instant at which it no longer holds. */
    public record Tie(String communityId, Instant from, Optional<Instant> until) {
        boolean holds(String community, Instant at) {
            return communityId.equals(community) && !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
        }
    }

    /** A member of whom the views know nothing. */
    public static Claimant unknown(String memberId) {
        return new Claimant(memberId, Optional.empty(), Set.of(), List.of());
    }

    boolean isRegistered() {
        return !confirmedIn.isEmpty();
    }

    boolean isConfirmedIn(String communityId) {
        return confirmedIn.contains(communityId);
    }

    boolean isTied(String communityId, Instant at) {
        return ties.stream().anyMatch(tie -> tie.holds(communityId, at));
    }
}
