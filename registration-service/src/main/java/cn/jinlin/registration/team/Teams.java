package cn.jinlin.registration.team;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each team. A disbanded one keeps no index field: it is found by its id alone. */
@Repository
class Teams {
    private static final String ID = "_id";
    private static final String ACTIVE = "active";
    private static final String COMMUNITY = "communityId";
    private static final String KIND = "kind";
    private static final String MEMBERS = "memberIds";

    private final Aggregates<Team, RegistrationEvent> aggregates;

    Teams(Store store) {
        aggregates = store.aggregates(new AggregateType<>("team", "teams", Team.class, RegistrationEvent.TOPIC,
                team -> Optional.of(team.changed()), Teams::fields,
                List.of(by(ACTIVE), by(KIND), by(COMMUNITY), by(COMMUNITY, KIND), by(MEMBERS))));
    }

    /** Part of a list; what is absent does not narrow it. */
    record Slice(Optional<String> communityId, Optional<TeamKind> kind, Optional<String> memberId) {}

    Aggregates<Team, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Teams of any of the slices in the order in which they were made, each once, the next after {@code after}. */
    List<Versioned<Team>> page(Collection<Slice> slices, String after, int limit) {
        return slices.stream()
                .flatMap(slice -> aggregates.find(Filters.and(filters(slice, after)), Sorts.ascending(ID), limit).stream())
                .collect(Collectors.toMap(found -> found.state().teamId(), found -> found, (one, same) -> one, TreeMap::new))
                .values().stream().limit(limit).toList();
    }

    /** The teams that any of them is in. */
    List<Versioned<Team>> of(Collection<String> memberIds) {
        return aggregates.find(Filters.in(MEMBERS, memberIds), Filters.empty(), 0);
    }

    private static List<Bson> filters(Slice slice, String after) {
        List<Bson> filters = new ArrayList<>();
        slice.communityId().ifPresent(community -> filters.add(Filters.eq(COMMUNITY, community)));
        slice.kind().ifPresent(kind -> filters.add(Filters.eq(KIND, kind.name())));
        slice.memberId().ifPresent(member -> filters.add(Filters.eq(MEMBERS, member)));
        if (filters.isEmpty()) {
            filters.add(Filters.eq(ACTIVE, true));
        }
        filters.add(Filters.gt(ID, after));
        return filters;
    }

    private static Map<String, Object> fields(Team team) {
        return team.active()
                ? Map.of(ACTIVE, true, COMMUNITY, team.communityId(), KIND, team.kind(), MEMBERS, team.memberIds())
                : Map.of();
    }

    private static IndexModel by(String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add(ID);
        return new IndexModel(Indexes.ascending(all));
    }
}
