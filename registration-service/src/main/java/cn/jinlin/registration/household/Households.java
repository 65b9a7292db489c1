package cn.jinlin.registration.household;

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
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each household. It tells nobody anything; a removed one is found by its id alone. */
@Repository
class Households {
    private static final String COMMUNITY = "communityId";

    private final Aggregates<Household, RegistrationEvent> aggregates;

    Households(Store store) {
        aggregates = store.aggregates(new AggregateType<>("household", "households", Household.class, RegistrationEvent.TOPIC,
                household -> Optional.empty(),
                household -> household.active() ? Map.of(COMMUNITY, household.communityId()) : Map.of(),
                List.of(new IndexModel(Indexes.ascending(COMMUNITY, "_id")))));
    }

    Aggregates<Household, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Every household there ever was, the next after {@code after}. */
    List<Versioned<Household>> everyOne(String after, int limit) {
        return aggregates.find(Filters.gt("_id", after), Sorts.ascending("_id"), limit);
    }

    /** The communities' households in the order in which they were entered, the next after {@code after}. */
    List<Versioned<Household>> page(Collection<String> communityIds, String after, int limit) {
        return communityIds.stream()
                .flatMap(community -> aggregates.find(Filters.and(Filters.eq(COMMUNITY, community), Filters.gt("_id", after)),
                        Sorts.ascending("_id"), limit).stream())
                .collect(Collectors.toMap(found -> found.state().householdId(), found -> found, (one, same) -> one,
                        TreeMap::new))
                .values().stream().limit(limit).toList();
    }
}
