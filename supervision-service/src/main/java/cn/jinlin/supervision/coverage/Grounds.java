package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Credits;
import cn.jinlin.supervision.district.Members;
import cn.jinlin.supervision.district.Orders;
import cn.jinlin.supervision.inspection.Findings;
import cn.jinlin.supervision.inspection.Inspections;

/** Reads what a count rests on; each read is served by an index and costs what this one community has. */
@Component
class Grounds {
    private final Communities communities;
    private final Members members;
    private final Orders orders;
    private final Credits credits;
    private final Inspections inspections;
    private final Findings findings;

    Grounds(Communities communities, Members members, Orders orders, Credits credits, Inspections inspections,
            Findings findings) {
        this.communities = communities;
        this.members = members;
        this.orders = orders;
        this.credits = credits;
        this.inspections = inspections;
        this.findings = findings;
    }

    /** Empty while the community itself is not known yet. */
    Optional<Ground> of(String communityId, Instant now, Duration activeWithin) {
        return communities.find(communityId).map(community -> read(community, now, activeWithin));
    }

    private Ground read(CommunityChanged community, Instant now, Duration activeWithin) {
        String id = community.communityId();
        List<String> registered = members.registeredIn(id);
        return new Ground(community, registered, credits.lastServed(registered, now.minus(activeWithin)),
                running(id, now), credits.minutesIn(id), inspections.latestScoreOf(id), findings.unresolvedIn(id));
    }

    private List<Ground.Running> running(String communityId, Instant now) {
        return orders.runningIn(communityId, now).stream()
                .map(order -> new Ground.Running(order.endsAt(), order.capacity(), order.claimed())).toList();
    }
}
