package cn.jinlin.registration.pairing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/**
 * One document for each pairing. That both sides are in one at most rests on two unique fields which only a pairing has
 * that lasts.
 */
@Repository
class Pairings {
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());
    private static final String ID = "_id";
    private static final String COMMUNITY = "communityId";
    private static final String MEMBER = "memberId";
    private static final String HOUSEHOLD = "householdId";
    private static final String TEAM = "teamId";
    private static final String STATUS = "status";
    private static final String ACTIVE_MEMBER = "activeMemberId";
    private static final String ACTIVE_HOUSEHOLD = "activeHouseholdId";
    private static final String OVERDUE = "overdueOrder";

    private final Aggregates<Pairing, RegistrationEvent> aggregates;

    Pairings(Store store) {
        aggregates = store.aggregates(new AggregateType<>("pairing", "pairings", Pairing.class, RegistrationEvent.TOPIC,
                pairing -> Optional.empty(), Pairings::fields, indexes()));
    }

    enum Status {
        ACTIVE, ENDED
    }

    /** Part of a list; what is absent does not narrow it. */
    record Slice(Optional<String> communityId, Optional<String> memberId, Optional<String> householdId, Optional<String> teamId,
            Optional<Status> status) {}

    Aggregates<Pairing, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Changes a pairing; what comes to the same is not written. */
    Versioned<Pairing> change(String pairingId, RequestKey key, Function<Versioned<Pairing>, Pairing> transition) {
        return aggregates.execute(pairingId, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("pairing", pairingId);
            }
            Pairing next = transition.apply(current);
            return next.equals(current.state()) ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        }).after();
    }

    /** As {@link #change(String, RequestKey, Function)}, for what no request with a key asked for. */
    Versioned<Pairing> change(String pairingId, Function<Versioned<Pairing>, Pairing> transition) {
        return change(pairingId, NO_KEY, transition);
    }

    static Status status(Pairing pairing) {
        return pairing.active() ? Status.ACTIVE : Status.ENDED;
    }

    /** Pairings of any of the slices in the order in which they were made, each once, the next after {@code after}. */
    List<Versioned<Pairing>> page(Collection<Slice> slices, String after, int limit) {
        return slices.stream().flatMap(slice -> {
            List<Bson> filters = filters(slice);
            filters.add(Filters.gt(ID, after));
            return aggregates.find(Filters.and(filters), Sorts.ascending(ID), limit).stream();
        }).collect(Collectors.toMap(found -> found.state().pairingId(), found -> found, (one, same) -> one, TreeMap::new))
                .values().stream().limit(limit).toList();
    }

    /** Every pairing there ever was, the next after {@code after}. */
    List<Versioned<Pairing>> everyOne(String after, int limit) {
        return aggregates.find(Filters.gt(ID, after), Sorts.ascending(ID), limit);
    }

    /** Those whose visit is overdue, the longest first, the next after {@code after}. */
    List<Versioned<Pairing>> overdue(Collection<Slice> slices, Instant now, String after, int limit) {
        return slices.stream().flatMap(slice -> {
            List<Bson> filters = filters(slice);
            filters.add(Filters.gt(OVERDUE, after));
            filters.add(Filters.lt(OVERDUE, order(now.plusMillis(1), "")));
            return aggregates.find(Filters.and(filters), Sorts.ascending(OVERDUE), limit).stream();
        }).sorted(Comparator.comparing(found -> order(found.state()))).limit(limit).toList();
    }

    /** Where a pairing stands in {@link #overdue}. */
    static String order(Pairing pairing) {
        return order(pairing.due().overdueAt(), pairing.pairingId());
    }

    private static String order(Instant overdueAt, String pairingId) {
        return String.format("%013d/%s", overdueAt.toEpochMilli(), pairingId);
    }

    /** The pairings that last of any of these members. */
    List<Versioned<Pairing>> activeOfMembers(Collection<String> memberIds) {
        return aggregates.find(Filters.in(ACTIVE_MEMBER, memberIds), Filters.empty(), 0);
    }

    /** The pairings that last of any of these households. */
    List<Versioned<Pairing>> activeOfHouseholds(Collection<String> householdIds) {
        return householdIds.isEmpty()
                ? List.of()
                : aggregates.find(Filters.in(ACTIVE_HOUSEHOLD, householdIds), Filters.empty(), 0);
    }

    /** All pairings that a household ever had. */
    List<Versioned<Pairing>> ofHousehold(String householdId) {
        return aggregates.find(Filters.eq(HOUSEHOLD, householdId), Filters.empty(), 0);
    }

    private static List<Bson> filters(Slice slice) {
        List<Bson> filters = new ArrayList<>();
        slice.communityId().ifPresent(community -> filters.add(Filters.eq(COMMUNITY, community)));
        slice.memberId().ifPresent(member -> filters.add(Filters.eq(MEMBER, member)));
        slice.householdId().ifPresent(household -> filters.add(Filters.eq(HOUSEHOLD, household)));
        slice.teamId().ifPresent(team -> filters.add(Filters.eq(TEAM, team)));
        slice.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        return filters;
    }

    private static Map<String, Object> fields(Pairing pairing) {
        Map<String, Object> fields = new HashMap<>(Map.of(COMMUNITY, pairing.pair().communityId(), MEMBER,
                pairing.pair().memberId(), HOUSEHOLD, pairing.pair().householdId(), STATUS, status(pairing)));
        pairing.terms().teamId().ifPresent(team -> fields.put(TEAM, team));
        pairing.dueAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        if (pairing.active()) {
            fields.put(ACTIVE_MEMBER, pairing.pair().memberId());
            fields.put(ACTIVE_HOUSEHOLD, pairing.pair().householdId());
            fields.put(OVERDUE, order(pairing));
        }
        return fields;
    }

    private static List<IndexModel> indexes() {
        IndexOptions sparse = new IndexOptions().sparse(true);
        IndexOptions oneEach = new IndexOptions().unique(true).sparse(true);
        return Stream.concat(
                Stream.of(List.of(COMMUNITY, ID), List.of(COMMUNITY, STATUS, ID), List.of(STATUS, ID), List.of(MEMBER, ID),
                        List.of(HOUSEHOLD, ID), List.of(TEAM, ID), List.of(COMMUNITY, OVERDUE), List.of(OVERDUE))
                        .map(fields -> new IndexModel(Indexes.ascending(fields))),
                Stream.of(new IndexModel(Indexes.ascending(ACTIVE_MEMBER), oneEach),
                        new IndexModel(Indexes.ascending(ACTIVE_HOUSEHOLD), oneEach),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), sparse)))
                .toList();
    }
}
