package cn.jinlin.kit.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.mongodb.client.model.IndexModel;

import cn.jinlin.events.Event;

/**
 * How one kind of aggregate is kept.
 *
 * @param name the aggregate's noun, for events' source and for messages, such as {@code order}
 * @param collection the collection that holds one document for each aggregate
 * @param stateClass the state, a record or a sealed interface of records
 * @param topic where its events go
 * @param stateEvent the state event of a state; empty for aggregates that are nobody else's business. Sent once for each commit
 * @param indexFields the queryable fields of a state, kept at the top level of the document; absent ones are left out.
 *        {@code dueAt}, an {@link java.time.Instant}, says when a command of its own accord is due
 * @param indexes the indexes that the queries on these fields rest on
 */
public record AggregateType<S, E extends Event>(String name, String collection, Class<S> stateClass, String topic,
        Function<S, Optional<E>> stateEvent, Function<S, Map<String, Object>> indexFields, List<IndexModel> indexes) {
    /** The field that due work is found by. */
    public static final String DUE_AT = "dueAt";

    public AggregateType {
        indexes = List.copyOf(indexes);
    }
}
