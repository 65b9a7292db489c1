package cn.jinlin.supervision.exemplar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each exemplar. */
@Repository
class Exemplars {
    private static final String STATUS = "status";
    private static final String MEMBERS = "members";
    private static final String CHANNELS = "channels";

    private final Aggregates<Exemplar, SupervisionEvent> aggregates;

    /**
     * Which exemplars are asked for.
     *
     * @param channel only those that can be read there
     * @param memberId only those that name this member
     */
    record Query(Optional<ExemplarStatus> status, Optional<Channel> channel, Optional<String> memberId,
            Optional<String> before) {}

    Exemplars(Store store) {
        aggregates = store.aggregates(new AggregateType<>("exemplar", "exemplars", Exemplar.class, SupervisionEvent.TOPIC,
                exemplar -> Optional.of(exemplar.changed()), Exemplars::indexFields,
                List.of(new IndexModel(Indexes.ascending(STATUS, "_id")), new IndexModel(Indexes.ascending(MEMBERS, "_id")),
                        new IndexModel(Indexes.ascending(CHANNELS, "_id")),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    Aggregates<Exemplar, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The newest first. */
    List<Versioned<Exemplar>> page(Query query, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        query.channel().ifPresent(channel -> filters.add(Filters.eq(CHANNELS, channel.name())));
        query.memberId().ifPresent(id -> filters.add(Filters.eq(MEMBERS, id)));
        query.before().ifPresent(id -> filters.add(Filters.lt("_id", id)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.descending("_id"), limit);
    }

    /** All that name a member. */
    List<Exemplar> naming(String memberId) {
        return aggregates.find(Filters.eq(MEMBERS, memberId), Sorts.descending("_id"), 0).stream().map(Versioned::state).toList();
    }

    private static Map<String, Object> indexFields(Exemplar exemplar) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(STATUS, exemplar.status());
        fields.put(MEMBERS, exemplar.nomination().memberIds());
        fields.put(CHANNELS, exemplar.channels());
        exemplar.dueAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        return fields;
    }
}
