package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.supervision.coverage.Figures.Headcount;
import cn.jinlin.supervision.district.AcceptedWorks;
import cn.jinlin.supervision.district.Credits;

/**
 * Everything that the count of one community rests on, read at one moment.
 *
 * @param at that moment
 * @param registered the people registered here, each with all known communities that they are registered in
 * @param lastServed for those of them who served within the window, when they last did
 * @param running orders that people can come to
 * @param minutes of work done here
 * @param results what accepted work came to
 * @param findingsDue when each unresolved finding is due
 */
record Ground(Instant at, CommunityChanged community, Map<String, List<String>> registered, Map<String, Instant> lastServed,
        List<Running> running, Credits.Minutes minutes, AcceptedWorks.Yield results, Optional<Integer> inspectionScore,
        List<Instant> findingsDue) {
    /**
     * An order that people can come to.
     *
     * @param capacity places at most
     * @param claimed places taken
     */
    record Running(Instant endsAt, int capacity, int claimed) {}

    Counts count() {
        String id = community.communityId();
        Figures figures = new Figures(heads(registered.keySet()), work(), findings());
        return new Counts(id, community.name(), community.subdistrictCode(), community.subdistrictName(), community.location(),
                figures, once(community.subdistrictCode()), once(Counts.districtOf(id)), inspectionScore);
    }

    /** When time alone changes the count: an order ends, a member has not served for too long, or a finding is overdue. */
    Optional<Instant> changesAt(Duration activeWithin) {
        Stream<Instant> orders = running.stream().map(Running::endsAt);
        Stream<Instant> members = lastServed.values().stream().map(served -> served.plus(activeWithin));
        Stream<Instant> findings = findingsDue.stream().filter(due -> !due.isBefore(at)).map(due -> due.plusMillis(1));
        return Stream.of(orders, members, findings).flatMap(each -> each).min(Instant::compareTo);
    }

    private Figures.Work work() {
        int open = running.stream().mapToInt(order -> Math.max(0, order.capacity() - order.claimed())).sum();
        int claimed = running.stream().mapToInt(Running::claimed).sum();
        return new Figures.Work(open, claimed, results.servedPlaces(), minutes.verified(), minutes.backfilled(),
                results.outcomes());
    }

    private Figures.Findings findings() {
        return new Figures.Findings(findingsDue.size(), (int) findingsDue.stream().filter(due -> due.isBefore(at)).count());
    }

    /** The people who count here when each counts once in all communities whose codes begin so. */
    private Headcount once(String area) {
        return heads(registered.keySet().stream().filter(member -> countsHere(member, area)).collect(Collectors.toSet()));
    }

    private boolean countsHere(String member, String area) {
        String here = community.communityId();
        return registered.getOrDefault(member, List.of()).stream()
                .noneMatch(other -> other.startsWith(area) && other.compareTo(here) < 0);
    }

    private Headcount heads(Set<String> members) {
        return new Headcount(members.size(), (int) members.stream().filter(lastServed::containsKey).count());
    }
}
