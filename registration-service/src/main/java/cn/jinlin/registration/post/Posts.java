package cn.jinlin.registration.post;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.post.Post.Holder;
import cn.jinlin.registration.post.Post.Past;

/** One document for each post, with its holders. */
@Repository
class Posts {
    private static final String ID = "_id";
    private static final String COMMUNITY = "communityId";
    private static final String STATUS = "status";
    private static final String HOLDERS = "holderIds";
    private static final String EVERYBODY = "memberIds";

    private final Aggregates<Post, RegistrationEvent> aggregates;

    Posts(Store store) {
        aggregates = store.aggregates(new AggregateType<>("post", "posts", Post.class, RegistrationEvent.TOPIC,
                post -> Optional.empty(), Posts::fields,
                List.of(by(COMMUNITY, ID), by(COMMUNITY, STATUS, ID), by(STATUS, ID), by(HOLDERS), by(EVERYBODY, ID),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    enum Status {
        OPEN, ENDED
    }

    /** Part of a list; what is absent does not narrow it. */
    record Slice(Optional<String> communityId, Optional<Status> status) {}

    Aggregates<Post, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Changes a post; what comes to the same is not written, and the result says so. */
    Committed<Post, Boolean> change(String postId, RequestKey key, Function<Versioned<Post>, Post> transition) {
        return aggregates.execute(postId, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("post", postId);
            }
            Post next = transition.apply(current);
            return next.equals(current.state()) ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        });
    }

    /** As {@link #change(String, RequestKey, Function)}, for what no request with a key asked for. */
    Committed<Post, Boolean> change(String postId, Function<Versioned<Post>, Post> transition) {
        return change(postId, new RequestKey(Optional.empty(), List.of()), transition);
    }

    static Status status(Post post) {
        return post.open() ? Status.OPEN : Status.ENDED;
    }

    /** Posts of any of the slices in the order in which they were made, each once, the next after {@code after}. */
    List<Versioned<Post>> page(Collection<Slice> slices, String after, int limit) {
        return slices.stream().flatMap(slice -> {
            List<Bson> filters = new ArrayList<>();
            slice.communityId().ifPresent(community -> filters.add(Filters.eq(COMMUNITY, community)));
            slice.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
            filters.add(Filters.gt(ID, after));
            return aggregates.find(Filters.and(filters), Sorts.ascending(ID), limit).stream();
        }).collect(Collectors.toMap(found -> found.state().postId(), found -> found, (one, same) -> one, TreeMap::new)).values()
                .stream().limit(limit).toList();
    }

    /** The posts that any of them holds or asks for. */
    List<Versioned<Post>> heldBy(Collection<String> memberIds) {
        return aggregates.find(Filters.in(HOLDERS, memberIds), Filters.empty(), 0);
    }

    /** The posts that a member has or had to do with, in the order in which they were made, the next after {@code after}; 0 is no limit. */
    List<Versioned<Post>> of(String memberId, String after, int limit) {
        return aggregates.find(Filters.and(Filters.eq(EVERYBODY, memberId), Filters.gt(ID, after)), Sorts.ascending(ID), limit);
    }

    private static Map<String, Object> fields(Post post) {
        List<String> holders = post.holders().stream().map(Holder::memberId).toList();
        Map<String, Object> fields = new HashMap<>(Map.of(COMMUNITY, post.communityId(), STATUS, status(post), HOLDERS, holders,
                EVERYBODY, Stream.concat(holders.stream(), post.past().stream().map(Past::memberId)).distinct().toList()));
        post.dueAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        return fields;
    }

    private static IndexModel by(String... fields) {
        return new IndexModel(Indexes.ascending(fields));
    }
}
