package cn.jinlin.registration.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

/** One document for each member and year. */
@Repository
class Ledgers {
    private static final String MEMBER = "memberId";
    private static final String YEAR = "year";

    private final Aggregates<Ledger, RegistrationEvent> aggregates;

    Ledgers(Store store) {
        aggregates = store.aggregates(new AggregateType<>("service record", "ledgers", Ledger.class, RegistrationEvent.TOPIC,
                ledger -> Optional.empty(), ledger -> Map.of(MEMBER, ledger.memberId(), YEAR, ledger.year()),
                List.of(new IndexModel(Indexes.ascending(MEMBER, YEAR)))));
    }

    Aggregates<Ledger, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** All ledgers of a member, the oldest year first. */
    List<Ledger> of(String memberId) {
        return aggregates.find(Filters.eq(MEMBER, memberId), Sorts.ascending(YEAR), 0).stream().map(Versioned::state).toList();
    }

    /** The member's newest ledger before a year. */
    Optional<Ledger> before(String memberId, int year) {
        return aggregates.find(Filters.and(Filters.eq(MEMBER, memberId), Filters.lt(YEAR, year)), Sorts.descending(YEAR), 1)
                .stream().findFirst().map(Versioned::state);
    }
}
