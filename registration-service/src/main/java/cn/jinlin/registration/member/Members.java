package cn.jinlin.registration.member;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/**
 * One document for each member with both registrations. A list over both kinds asks an index for each kind and merges, so
 * that no query needs an alternative.
 */
@Repository
class Members {
    private static final String UNIT = "unitId";
    private static final String PARTY_PHONE = "partyPhone";
    private static final String RESIDENT_PHONE = "residentPhone";

    private final Aggregates<Member, RegistrationEvent> aggregates;

    Members(Store store) {
        aggregates = store.aggregates(new AggregateType<>("member", "members", Member.class, RegistrationEvent.TOPIC,
                member -> Optional.of(member.changed()), Members::fields, indexes()));
    }

    /** Part of a list: members of a unit, of a community, or both. */
    record Slice(Optional<String> unitId, Optional<String> communityId) {}

    Aggregates<Member, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** Members of any of the slices in the order of their ids, each once, the next after {@code after}. */
    List<Versioned<Member>> page(Collection<Slice> slices, String after, int limit) {
        return slices.stream().flatMap(slice -> filters(slice).stream())
                .flatMap(filter -> aggregates.find(Filters.and(Filters.gt("_id", after), filter), Sorts.ascending("_id"), limit)
                        .stream())
                .collect(Collectors.toMap(found -> found.state().memberId(), found -> found, (one, same) -> one, TreeMap::new))
                .values().stream().limit(limit).toList();
    }

    /** Members of this kind with one of these phones, which are given as blind indexes; residents may share one. */
    List<Versioned<Member>> byPhone(MemberKind kind, Collection<String> phoneIndexes) {
        return phoneIndexes.isEmpty()
                ? List.of()
                : aggregates.find(Filters.in(phone(kind), phoneIndexes), Filters.empty(), 0);
    }

    /** Registrations of this kind with a community, the longest in this status first, the next after {@code after}. */
    List<Versioned<Member>> registered(RegistrationKind kind, String communityId, RegistrationStatus status, String after,
            int limit) {
        return aggregates.find(Filters.and(Filters.eq(status(kind), communityId + "/" + status), Filters.gt(order(kind), after)),
                Sorts.ascending(order(kind)), limit);
    }

    /** Where a registration stands in {@link #registered}. */
    static String order(Registration registration, RegistrationKind kind, String memberId) {
        return String.format("%013d/%s/%s", registration.since().toEpochMilli(), memberId, kind.path());
    }

    private static List<Bson> filters(Slice slice) {
        Bson unit = slice.unitId().map(id -> Filters.eq(UNIT, id)).orElse(Filters.empty());
        return slice.communityId().map(community -> Stream.of(RegistrationKind.values())
                .map(kind -> Filters.and(Filters.eq(live(kind), community), unit)).toList()).orElse(List.of(unit));
    }

    private static Map<String, Object> fields(Member member) {
        Map<String, Object> fields = new HashMap<>();
        member.unitId().ifPresent(unit -> fields.put(UNIT, unit));
        member.person().ifPresent(person -> fields.put(phone(member.kind()), person.phoneIndex()));
        for (RegistrationKind kind : RegistrationKind.values()) {
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
                new IndexModel(Indexes.ascending(PARTY_PHONE), new IndexOptions().unique(true).sparse(true)),
                new IndexModel(Indexes.ascending(RESIDENT_PHONE), new IndexOptions().sparse(true)));
        Stream<IndexModel> byKind = Stream.of(RegistrationKind.values())
                .flatMap(kind -> Stream.of(new IndexModel(Indexes.ascending(live(kind), "_id")),
                        new IndexModel(Indexes.ascending(status(kind), order(kind)))));
        return Stream.concat(own, byKind).toList();
    }

    private static String phone(MemberKind kind) {
        return switch (kind) {
            case PARTY_MEMBER -> PARTY_PHONE;
            case RESIDENT -> RESIDENT_PHONE;
        };
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
