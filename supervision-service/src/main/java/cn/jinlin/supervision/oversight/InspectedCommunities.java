package cn.jinlin.supervision.oversight;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The inspections of communities themselves; what else lies in one does not speak for it. */
@Repository
public class InspectedCommunities {
    private static final String COMMUNITY = "communityId";
    private static final String INSPECTED_AT = "inspectedAt";

    private final View<InspectionChanged> view;

    public InspectedCommunities(Store store) {
        view = store.view("inspectedCommunities", InspectionChanged.class,
                inspection -> Map.of(COMMUNITY, inspection.target().targetId(), INSPECTED_AT, inspection.inspectedAt()),
                List.of(new IndexModel(Indexes.ascending(COMMUNITY, INSPECTED_AT, "_id"))));
    }

    void apply(Collection<View.Entry<InspectionChanged>> entries) {
        view.apply(entries);
    }

    /** The score of the latest inspection of a community. */
    public Optional<Integer> latestScoreOf(String communityId) {
        return view.find(Filters.eq(COMMUNITY, communityId), Sorts.descending(COMMUNITY, INSPECTED_AT, "_id"), 1).stream()
                .map(InspectionChanged::score).findFirst();
    }
}
