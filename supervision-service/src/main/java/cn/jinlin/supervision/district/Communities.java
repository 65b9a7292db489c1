package cn.jinlin.supervision.district;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The communities as registration-service last told them. */
@Repository
public class Communities {
    private final View<CommunityChanged> view;

    public Communities(Store store) {
        view = store.view("communities", CommunityChanged.class, _ -> Map.of(), List.of());
    }

    void apply(Collection<View.Entry<CommunityChanged>> entries) {
        view.apply(entries);
    }

    public Optional<CommunityChanged> find(String communityId) {
        return view.find(communityId);
    }

    /** Those of the ids that are known. */
    public Set<String> known(Collection<String> communityIds) {
        return view.findAll(communityIds).stream().map(CommunityChanged::communityId).collect(Collectors.toSet());
    }

    /** All of them by their code. */
    public List<CommunityChanged> all() {
        return view.find(Filters.empty(), Sorts.ascending("_id"), Integer.MAX_VALUE);
    }
}
