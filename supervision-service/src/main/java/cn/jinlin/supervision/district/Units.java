package cn.jinlin.supervision.district;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The units as registration-service last told them. */
@Repository
public class Units {
    private final View<UnitChanged> view;

    Units(Store store) {
        view = store.view("units", UnitChanged.class, _ -> Map.of(), List.of());
    }

    void apply(Collection<View.Entry<UnitChanged>> entries) {
        view.apply(entries);
    }

    /** All of them by their id. */
    public List<UnitChanged> all() {
        return view.find(Filters.empty(), Sorts.ascending("_id"), Integer.MAX_VALUE);
    }

    public Optional<UnitChanged> find(String unitId) {
        return view.find(unitId);
    }
}
