package cn.jinlin.supervision.webhook;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.webhook.Subscription.Status;

/** One document for each subscription; nobody is told of them, so they have no events. */
@Repository
class Subscriptions {
    private static final String CLIENT = "clientId";
    private static final String PLACE = "place";
    private static final String RUNNING = "running";
    private static final String POSITION = "position";

    private final Aggregates<Subscription, SupervisionEvent> aggregates;

    Subscriptions(Store store) {
        aggregates = store.aggregates(new AggregateType<>("subscription", "subscriptions", Subscription.class,
                SupervisionEvent.TOPIC, _ -> Optional.empty(), Subscriptions::indexFields,
                List.of(new IndexModel(Indexes.ascending(CLIENT, "_id"), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(PLACE), new IndexOptions().unique(true).sparse(true)),
                        new IndexModel(Indexes.ascending(RUNNING), new IndexOptions().sparse(true)))));
    }

    Aggregates<Subscription, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** Those of a client that were not deleted, the newest first. */
    List<Versioned<Subscription>> of(String clientId, Optional<String> before, int limit) {
        return aggregates.find(before.map(id -> Filters.and(Filters.eq(CLIENT, clientId), Filters.lt("_id", id)))
                .orElse(Filters.eq(CLIENT, clientId)), Sorts.descending("_id"), limit);
    }

    /** The places up to {@code most} in which a client has no subscription; none where it has as many already. */
    List<Integer> free(String clientId, int most) {
        Set<Integer> taken = aggregates.find(Filters.eq(CLIENT, clientId), Sorts.descending("_id"), most).stream()
                .map(each -> each.state().about().place()).collect(Collectors.toSet());
        return taken.size() < most
                ? IntStream.rangeClosed(1, most).boxed().filter(place -> !taken.contains(place)).toList()
                : List.of();
    }

    /** Those that may be served now and have not dealt with everything up to the end of the feed, the longest waiting first. */
    List<String> due(Instant now, long end, int limit) {
        return aggregates.find(Filters.and(Filters.lte(RUNNING, Date.from(now)), Filters.lt(POSITION, end)),
                Sorts.ascending(RUNNING), limit).stream().map(each -> each.state().about().subscriptionId()).toList();
    }

    private static Map<String, Object> indexFields(Subscription subscription) {
        Map<String, Object> fields = new HashMap<>();
        if (subscription.status() != Status.DELETED) {
            fields.put(CLIENT, subscription.about().clientId());
            fields.put(PLACE, subscription.about().clientId() + "/" + subscription.about().place());
        }
        if (subscription.status() == Status.ACTIVE) {
            fields.put(RUNNING, subscription.progress().notBefore());
            fields.put(POSITION, subscription.progress().position());
        }
        return fields;
    }
}
