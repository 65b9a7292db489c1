package cn.jinlin.supervision.coverage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The newest count of each community, by the ticket under which it was counted: an older count never replaces a newer one. */
@Repository
class KeptCounts {
    private static final String DISTRICT = "district";

    private final View<Counts> view;

    KeptCounts(Store store) {
        view = store.view("coverageCounts", Counts.class, counts -> Map.of(DISTRICT, counts.district()),
                List.of(new IndexModel(Indexes.ascending(DISTRICT, "_id"))));
    }

    void keep(Counts counts, long ticket) {
        view.apply(List.of(new View.Entry<>(counts.communityId(), ticket, counts)));
    }

    /** All communities by their code. */
    List<Counts> all() {
        return view.find(Filters.empty(), Sorts.ascending("_id"), Integer.MAX_VALUE);
    }

    Optional<String> lowestDistrict() {
        return view.find(Filters.empty(), Sorts.ascending("_id"), 1).stream().map(Counts::district).findFirst();
    }

    /** The communities of some districts. */
    List<Counts> ofDistricts(Set<String> districts) {
        return view.find(Filters.in(DISTRICT, districts), Sorts.ascending(DISTRICT, "_id"), Integer.MAX_VALUE);
    }
}
