package cn.jinlin.registration.community;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each community. */
@Repository
class Communities {
    private static final String SUBDISTRICT = "subdistrictCode";

    private final Aggregates<Community, RegistrationEvent> aggregates;

    Communities(Store store) {
        aggregates = store.aggregates(new AggregateType<>("community", "communities", Community.class, RegistrationEvent.TOPIC,
                community -> Optional.of(community.changed()),
                community -> Map.of(SUBDISTRICT, community.subdistrictCode()),
                List.of(new IndexModel(Indexes.ascending(SUBDISTRICT, "_id")))));
    }

    Aggregates<Community, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Communities by code, the next after {@code after}. */
    List<Versioned<Community>> page(Optional<String> subdistrictCode, String after, int limit) {
        Bson next = Filters.gt("_id", after);
        Bson filter = subdistrictCode.map(code -> Filters.and(Filters.eq(SUBDISTRICT, code), next)).orElse(next);
        return aggregates.find(filter, Sorts.ascending("_id"), limit);
    }
}
