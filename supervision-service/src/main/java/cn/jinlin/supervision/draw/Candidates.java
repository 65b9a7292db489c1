package cn.jinlin.supervision.draw;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.supervision.coverage.ShortCommunities;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Units;
import cn.jinlin.supervision.draw.Draw.Candidate;
import cn.jinlin.supervision.draw.Risk.Facts;
import cn.jinlin.supervision.finding.Finding;
import cn.jinlin.supervision.finding.Findings;
import cn.jinlin.supervision.inspection.Inspection;
import cn.jinlin.supervision.inspection.Inspections;
import cn.jinlin.supervision.place.Places;

/** All targets of some kinds with what is known of them now. Costs one indexed read for each. */
@Component
public class Candidates {
    private final Communities communities;
    private final Units units;
    private final Places places;
    private final Inspections inspections;
    private final Findings findings;
    private final ShortCommunities shortCommunities;

    Candidates(Communities communities, Units units, Places places, Inspections inspections, Findings findings,
            ShortCommunities shortCommunities) {
        this.communities = communities;
        this.units = units;
        this.places = places;
        this.inspections = inspections;
        this.findings = findings;
        this.shortCommunities = shortCommunities;
    }

    public List<Candidate> of(Set<TargetKind> kinds, Instant now) {
        Map<String, List<Finding>> unresolved = findings.unresolved().stream()
                .collect(Collectors.groupingBy(finding -> key(finding.about().target())));
        Set<String> inNeed = kinds.contains(TargetKind.COMMUNITY) ? shortCommunities.now() : Set.of();
        return kinds.stream().sorted().flatMap(this::named)
                .map(each -> new Candidate(each.target(), each.name(),
                        facts(each.target(), unresolved.getOrDefault(key(each.target()), List.of()), inNeed, now)))
                .toList();
    }

    private record Named(Target target, String name) {}

    private Stream<Named> named(TargetKind kind) {
        return switch (kind) {
            case COMMUNITY -> communities.all().stream()
                    .map(each -> named(kind, each.communityId(), Optional.of(each.communityId()), each.name()));
            case UNIT -> units.all().stream().map(each -> named(kind, each.unitId(), Optional.empty(), each.name()));
            case SCENIC_SPOT, MARKET -> places.open(kind).stream()
                    .map(each -> named(kind, each.placeId(), Optional.of(each.communityId()), each.name()));
        };
    }

    private static Named named(TargetKind kind, String id, Optional<String> communityId, String name) {
        return new Named(new Target(kind, id, communityId), name);
    }

    private Facts facts(Target target, List<Finding> unresolved, Set<String> inNeed, Instant now) {
        Optional<Inspection> last = inspections.latestOf(target);
        int overdue = (int) unresolved.stream().filter(finding -> finding.overdueAt(now)).count();
        return new Facts(unresolved.size() - overdue, overdue, last.map(Inspection::score),
                last.map(inspection -> (int) Math.max(0, Duration.between(inspection.visit().inspectedAt(), now).toDays())),
                target.kind() == TargetKind.COMMUNITY && inNeed.contains(target.targetId()));
    }

    private static String key(Target target) {
        return target.kind() + ":" + target.targetId();
    }
}
