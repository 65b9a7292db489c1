package cn.jinlin.registration.member;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/**
 * One document for each member with both registrations. A list over both kinds asks an index for each kind and merges, so
 * that no query needs an alternative.
 */
@Repository
public class Members {
    private static final String UNIT = "unitId";
    private static final String PARTY_PHONE = "partyPhone";
    private static final String PHONE = "phone";
    private static final String ACTIVE = "active";
    private static final RegistrationKind[] KINDS = RegistrationKind.values();

    private final Aggregates<Member, RegistrationEvent> aggregates;

    Members(Store store) {
        aggregates = store.aggregates(new AggregateType<>("member", "members", Member.class, RegistrationEvent.TOPIC,
                member -> Optional.of(member.changed()), Members::fields, indexes()));
    }

    /** Part of a list: members of a unit, of a community, or both. */
    public record Slice(Optional<String> unitId, Optional<String> communityId) {}

    public Aggregates<Member, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** A member that was not erased; NOT_FOUND otherwise. */
    Versioned<Member> present(String memberId) {
        return Optional.of(aggregates.get(memberId)).filter(found -> !found.state().deleted())
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("member", memberId));
    }

    /** Changes a member that was not erased; the result says whether there was anything to change. */
    public Committed<Member, Boolean> change(String memberId, RequestKey key, Function<Versioned<Member>, Member> transition) {
        return aggregates.execute(memberId, key, Boolean.class, current -> {
            if (current == null || current.state().deleted()) {
                throw KitRefusal.NOT_FOUND.because("member", memberId);
            }
            Member next = transition.apply(current);
            return next.equals(current.state())
                    ? Outcome.unchanged(false)
                    : Outcome.changed(Change.of(next), true);
        });
    }

    /** Members of any of the slices in the order of their ids, each once, the next after {@code after}. */
    List<Versioned<Member>> page(Collection<Slice> slices, String after, int limit) {
        return slices.stream().flatMap(slice -> filters(slice).stream())
                .flatMap(filter -> aggregates.find(Filters.and(Filters.gt("_id", after), filter), Sorts.ascending("_id"), limit)
                        .stream())
                .collect(Collectors.toMap(found -> found.state().memberId(), found -> found, (one, same) -> one, TreeMap::new))
                .values().stream().limit(limit).toList();
    }

    /** Registrations of this kind with a community, the longest in this status first, the next after {@code after}. */
    public List<Versioned<Member>> registered(RegistrationKind kind, String communityId, RegistrationStatus status, String after,
            int limit) {
        return aggregates.find(Filters.and(Filters.eq(status(kind), communityId + "/" + status), Filters.gt(order(kind), after)),
                Sorts.ascending(order(kind)), limit);
    }

    /** As {@link #registered}, of those confirmed whose year began before {@code begun}. */
    public List<Versioned<Member>> renewable(RegistrationKind kind, String communityId, Instant begun, String after, int limit) {
        return aggregates.find(Filters.and(confirmed(kind, communityId, begun), Filters.gt(order(kind), after)),
                Sorts.ascending(order(kind)), limit);
    }

    public long countRenewable(String communityId, Instant begun) {
        return Stream.of(KINDS).mapToLong(kind -> aggregates.count(confirmed(kind, communityId, begun))).sum();
    }

    public long count(String communityId, RegistrationStatus status) {
        return Stream.of(KINDS).mapToLong(kind -> aggregates.count(Filters.eq(status(kind), communityId + "/" + status))).sum();
    }

    private static Bson confirmed(RegistrationKind kind, String communityId, Instant begun) {
        return Filters.and(Filters.eq(status(kind), communityId + "/" + RegistrationStatus.CONFIRMED),
                Filters.lt(order(kind), moment(begun)));
    }

    /** Everybody with this phone; a number of residents may share one. */
    public List<Versioned<Member>> withPhone(Collection<String> phoneIndexes, int limit) {
        return aggregates.find(Filters.in(PHONE, phoneIndexes), Filters.empty(), limit);
    }

    /** Work on members whose confirmation runs out. */
    public DueWork runningOut(Clock clock, Duration every, Consumer<String> runOut) {
        return new DueWork("member", aggregates, clock, every, runOut);
    }

    /** See {@link MemberDesk#runningOut}. */
    List<Versioned<Member>> runningOut(Instant after, String afterId, Instant until, int limit) {
        List<Versioned<Member>> found = new ArrayList<>(
                aggregates.find(Filters.and(Filters.eq(AggregateType.DUE_AT, Date.from(after)), Filters.gt("_id", afterId)),
                        Sorts.ascending("_id"), limit));
        if (found.size() < limit) {
            found.addAll(aggregates.find(
                    Filters.and(Filters.gt(AggregateType.DUE_AT, Date.from(after)),
                            Filters.lte(AggregateType.DUE_AT, Date.from(until))),
                    Sorts.ascending(AggregateType.DUE_AT, "_id"), limit - found.size()));
        }
        return found;
    }

    /** Where a registration stands in {@link #registered}. */
    public static String order(Registration registration, RegistrationKind kind, String memberId) {
        Instant stands = registration instanceof Registration.Confirmed confirmed ? confirmed.begun() : registration.since();
        return String.format("%s/%s/%s", moment(stands), memberId, kind.path());
    }

    private static String moment(Instant at) {
        return String.format("%013d", at.toEpochMilli());
    }

    private static List<Bson> filters(Slice slice) {
        Bson unit = slice.unitId().map(id -> Filters.eq(UNIT, id)).orElse(Filters.eq(ACTIVE, true));
        return slice.communityId().map(community -> Stream.of(KINDS)
                .map(kind -> Filters.and(Filters.eq(live(kind), community), unit)).toList()).orElse(List.of(unit));
    }

    private static Map<String, Object> fields(Member member) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(ACTIVE, !member.deleted());
        member.registrations().runsOutAt().ifPresent(at -> fields.put(AggregateType.DUE_AT, at));
        member.person().ifPresent(person -> fields.put(PHONE, person.phoneIndex()));
        member.unitId().ifPresent(unit -> fields.put(UNIT, unit));
        if (member.kind() == MemberKind.PARTY_MEMBER) {
            member.person().ifPresent(person -> fields.put(PARTY_PHONE, person.phoneIndex()));
        }
        for (RegistrationKind kind : KINDS) {
            member.registrations().of(kind).ifPresent(one -> {
                fields.put(status(kind), one.place().communityId() + "/" + one.status());
                fields.put(order(kind), order(one, kind, member.memberId()));
                if (one.live()) {
                    fields.put(live(kind), one.place().communityId());
                }
            });
        }
        return fields;
    }

    private static List<IndexModel> indexes() {
        Stream<IndexModel> own = Stream.of(new IndexModel(Indexes.ascending(UNIT, "_id")),
                new IndexModel(Indexes.ascending(ACTIVE, "_id")),
                new IndexModel(Indexes.ascending(PHONE), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending(PARTY_PHONE), new IndexOptions().unique(true).sparse(true)));
        Stream<IndexModel> byKind = Stream.of(KINDS)
                .flatMap(kind -> Stream.of(new IndexModel(Indexes.ascending(live(kind), "_id")),
                        new IndexModel(Indexes.ascending(status(kind), order(kind)))));
        return Stream.concat(own, byKind).toList();
    }

    private static String live(RegistrationKind kind) {
        return field(kind) + "Live";
    }

    private static String status(RegistrationKind kind) {
        return field(kind) + "Status";
    }

    private static String order(RegistrationKind kind) {
        return field(kind) + "Order";
    }

    private static String field(RegistrationKind kind) {
        return switch (kind) {
            case UNIT_COMMUNITY -> "unitCommunity";
            case RESIDENCE -> "residence";
        };
    }
}
