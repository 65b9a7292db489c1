package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;

/**
 * Everything that the count of one community rests on, read at one moment.
 *
 * @param registered ids of the people registered here, each once
 * @param lastServed for those of them who served within the window, when they last did
 * @param running orders that people can come to
 */
record Ground(CommunityChanged community, List<String> registered, Map<String, Instant> lastServed, List<Running> running,
        long verifiedMinutes, Optional<Integer> inspectionScore, int openFindings) {
    /**
     * An order that people can come to.
     *
     * @param capacity places at most
     * @param claimed places taken
     */
    record Running(Instant endsAt, int capacity, int claimed) {}

    Counts count() {
        int open = running.stream().mapToInt(order -> Math.max(0, order.capacity() - order.claimed())).sum();
        int claimed = running.stream().mapToInt(Running::claimed).sum();
        return new Counts(community.communityId(), community.name(), community.location(), registered.size(), lastServed.size(),
                open, claimed, verifiedMinutes, inspectionScore, openFindings);
    }

    /** When time alone changes the count: an order ends, or a member has not served for too long. */
    Optional<Instant> changesAt(Duration activeWithin) {
        return Stream.concat(running.stream().map(Running::endsAt), lastServed.values().stream().map(at -> at.plus(activeWithin)))
                .min(Instant::compareTo);
    }
}
