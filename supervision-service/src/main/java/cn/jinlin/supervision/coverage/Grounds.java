package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.supervision.district.AcceptedWorks;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Credits;
import cn.jinlin.supervision.district.Members;
import cn.jinlin.supervision.district.Orders;
import cn.jinlin.supervision.oversight.InspectedCommunities;
import cn.jinlin.supervision.oversight.LocatedFindings;

/** Reads what a count rests on; each read is served by an index and costs what this one community has. */
@Component
class Grounds {
    private final Communities communities;
    private final Members members;
    private final Orders orders;
    private final Credits credits;
    private final AcceptedWorks works;
    private final InspectedCommunities inspected;
    private final LocatedFindings findings;

    Grounds(Communities communities, Members members, Orders orders, Credits credits, AcceptedWorks works,
            InspectedCommunities inspected, LocatedFindings findings) {
        this.communities = communities;
        this.members = members;
        this.orders = orders;
        this.credits = credits;
        this.works = works;
        this.inspected = inspected;
        this.findings = findings;
    }

    /** Empty while the community itself is not known yet. */
    Optional<Ground> of(String communityId, Instant now, Duration activeWithin) {
        return communities.find(communityId).map(community -> read(community, now, activeWithin));
    }

    private Ground read(CommunityChanged community, Instant now, Duration activeWithin) {
        String id = community.communityId();
        Map<String, List<String>> registered = members.registeredIn(id);
        return new Ground(now, community, inKnown(registered),
                credits.lastServed(List.copyOf(registered.keySet()), now.minus(activeWithin)), running(id, now),
                credits.minutesIn(id), works.in(id), inspected.latestScoreOf(id), findings.unresolvedDueIn(id));
    }

    /** A community that nobody told of yet is on no board, and nobody counts there. */
    private Map<String, List<String>> inKnown(Map<String, List<String>> registered) {
        Set<String> known = communities.known(registered.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
        return registered.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                each -> each.getValue().stream().filter(known::contains).toList()));
    }

    private List<Ground.Running> running(String communityId, Instant now) {
        return orders.runningIn(communityId, now).stream()
                .map(order -> new Ground.Running(order.endsAt(), order.capacity(), order.claimed())).toList();
    }
}
