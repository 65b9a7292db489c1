package cn.jinlin.supervision.oversight;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent.FindingChanged;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The findings by the community that they are located in. */
@Repository
public class LocatedFindings {
    private static final String UNRESOLVED_IN = "unresolvedIn";

    private final View<FindingChanged> view;

    public LocatedFindings(Store store) {
        view = store.view("locatedFindings", FindingChanged.class, LocatedFindings::indexFields,
                List.of(new IndexModel(Indexes.ascending(UNRESOLVED_IN), new IndexOptions().sparse(true))));
    }

    void apply(Collection<View.Entry<FindingChanged>> entries) {
        view.apply(entries);
    }

    /** When each finding in a community that is not resolved is due. */
    public List<Instant> unresolvedDueIn(String communityId) {
        return view.find(Filters.eq(UNRESOLVED_IN, communityId), Filters.empty(), Integer.MAX_VALUE).stream()
                .map(FindingChanged::dueAt).toList();
    }

    private static Map<String, Object> indexFields(FindingChanged finding) {
        return finding.status() == FindingStatus.RESOLVED
                ? Map.of()
                : finding.target().communityId().<Map<String, Object>>map(id -> Map.of(UNRESOLVED_IN, id)).orElse(Map.of());
    }
}
