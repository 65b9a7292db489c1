package cn.jinlin.request.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who wants to claim, as the views know the member; never as a token says.
 *
 * @param confirmedIn communities in which a registration of the member is confirmed; empty for unknown members
 * @param ties when the member's unit is tied to the order's community, as a partner or in support
 */
public record Claimant(String memberId, Optional<String> unitId, Set<String> confirmedIn, List<Span> ties) {
    public Claimant {
        confirmedIn = Set.copyOf(confirmedIn);
        ties = List.copyOf(ties);
    }

    /** A stretch of time; {@code until} is the first instant outside of it. */
    public record Span(Instant from, Optional<Instant> until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
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

    boolean isTiedAt(Instant at) {
        return ties.stream().anyMatch(tie -> tie.holds(at));
    }
}
