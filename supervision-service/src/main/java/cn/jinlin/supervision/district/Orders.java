package cn.jinlin.supervision.district;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The orders as request-service last told them. */
@Repository
public class Orders {
    /** People can come to these: claimed before the start, or walking in until the end. */
    static final Set<OrderStatus> RUNNING = EnumSet.of(OrderStatus.OPEN, OrderStatus.IN_PROGRESS);

    private static final String COLLECTION = "orders";
    private static final String RUNNING_IN = "runningIn";
    private static final String ENDS_AT = "endsAt";
    private static final String CAPACITY = "capacity";
    private static final String CLAIMED = "claimed";

    private final View<OrderChanged> view;
    private final MongoCollection<Document> documents;

    /**
     * An order that people can come to.
     *
     * @param capacity places at most
     * @param claimed places taken
     */
    public record Running(Instant endsAt, int capacity, int claimed) {}

    Orders(Store store, MongoDatabase database) {
        view = store.view(COLLECTION, OrderChanged.class, Orders::indexFields,
                List.of(new IndexModel(Indexes.ascending(RUNNING_IN, ENDS_AT), new IndexOptions().sparse(true))));
        documents = database.getCollection(COLLECTION);
    }

    void apply(Collection<View.Entry<OrderChanged>> entries) {
        view.apply(entries);
    }

    /** The orders of a community that are OPEN or IN_PROGRESS and end after {@code now}. */
    public List<Running> runningIn(String communityId, Instant now) {
        return documents.find(Filters.and(Filters.eq(RUNNING_IN, communityId), Filters.gt(ENDS_AT, Date.from(now))))
                .projection(Projections.include(ENDS_AT, CAPACITY, CLAIMED))
                .map(document -> new Running(document.getDate(ENDS_AT).toInstant(), document.getInteger(CAPACITY),
                        document.getInteger(CLAIMED)))
                .into(new ArrayList<>());
    }

    private static Map<String, Object> indexFields(OrderChanged order) {
        return RUNNING.contains(order.status())
                ? Map.of(RUNNING_IN, order.communityId(), ENDS_AT, order.endsAt(), CAPACITY, order.capacity().max(), CLAIMED,
                        order.claimed())
                : Map.of();
    }
}
