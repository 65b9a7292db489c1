package cn.jinlin.request.history;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.schedule.Schedule;

/** What the service's database holds, read past the service. */
public final class Archive {
    private final MongoDatabase database;
    private final Store store;

    public Archive(MongoDatabase database) {
        this.database = database;
        this.store = Stores.on(database, Clock.systemUTC());
    }

    public Map<String, Versioned<ServiceOrder>> orders() {
        return all("order", "orders", ServiceOrder.class).stream()
                .collect(Collectors.toMap(order -> order.state().orderId(), Function.identity()));
    }

    public List<Schedule> schedules() {
        return all("schedule", "schedules", Schedule.class).stream().map(Versioned::state).toList();
    }

    private <S> List<Versioned<S>> all(String name, String collection, Class<S> type) {
        AggregateType<S, RequestEvent> of = new AggregateType<>(name, collection, type, RequestEvent.TOPIC,
                state -> Optional.empty(), state -> Map.of(), List.of());
        return store.aggregates(of).find(Filters.empty(), Filters.empty(), 0);
    }

    /** What waits in the orders' outboxes. */
    public List<Told> unsent() {
        List<Told> unsent = new ArrayList<>();
        for (Document order : database.getCollection("orders").find()) {
            for (Document event : order.getList("outbox", Document.class, List.of())) {
                unsent.add(told(order.getString("_id"), event, unsent.size()));
            }
        }
        return unsent;
    }

    private static Told told(String orderId, Document event, long place) {
        RequestEvent body = StateJson.mapper().readValue(event.getString("payload"),
                EventTypes.typeOf(RequestEvent.class, event.getString("type")).orElseThrow());
        return new Told(Told.UNSENT, place, orderId, event.getString("id"), event.getLong("version"),
                event.getDate("at").toInstant(), body);
    }
}
