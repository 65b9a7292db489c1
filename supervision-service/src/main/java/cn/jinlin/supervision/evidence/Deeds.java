package cn.jinlin.supervision.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;
import cn.jinlin.supervision.evidence.Deed.Kind;

/** The deeds of all orders. Every question asks for those of one member, order, device, or community, or for a few days of a district. */
@Repository
public class Deeds {
    /** How many deeds of one subject a rule looks at: the newest ones. */
    static final int MOST = 1_000;

    private static final String MEMBER = "memberId";
    private static final String ORDER = "orderKey";
    private static final String DEVICE = "device";
    private static final String COMMUNITY = "communityKind";
    private static final String UNIT = "unitKind";
    private static final String DISTRICT = "districtKind";
    private static final String AT = "at";
    private static final String STARTS_AT = "startsAt";

    private final View<Deed> view;

    Deeds(Store store) {
        view = store.view("deeds", Deed.class, Deeds::indexFields,
                List.of(sparse(MEMBER, AT), sparse(ORDER, AT), sparse(DEVICE, AT), sparse(COMMUNITY, STARTS_AT),
                        sparse(UNIT, STARTS_AT),
                        sparse(DISTRICT, STARTS_AT)));
    }

    /** The first one under a key stays; of verdicts the latest. */
    void apply(Collection<View.Entry<Deed>> entries) {
        view.apply(entries);
    }

    /** @param version of the order, as the event has it */
    static View.Entry<Deed> entry(Deed deed, long version) {
        return new View.Entry<>(deed.key(), deed.isVerdict() ? version : 1, deed);
    }

    /** What a member did, the newest first. */
    public List<Deed> ofMember(String memberId) {
        return view.find(Filters.eq(MEMBER, memberId), Sorts.descending(AT), MOST);
    }

    /** What happened around an order and was of this kind, the newest first. */
    public List<Deed> ofOrder(String orderId, Kind kind) {
        return view.find(Filters.eq(ORDER, orderId + ":" + kind), Sorts.descending(AT), MOST);
    }

    /** The publications of these orders. */
    List<Deed> published(Collection<String> orderIds) {
        return view.findAll(orderIds.stream().map(id -> Deed.key(id, Kind.PUBLISHED, "")).toList());
    }

    /** Whether anybody had claimed an order by then. */
    public boolean claimedBy(String orderId, Instant moment) {
        return !view.find(Filters.and(Filters.eq(ORDER, orderId + ":" + Kind.CLAIMED), Filters.lte(AT, Date.from(moment))),
                Sorts.ascending(AT), 1).isEmpty();
    }

    /** What was scanned with a device, the newest first. */
    public List<Deed> byDevice(String digest) {
        return view.find(Filters.eq(DEVICE, digest), Sorts.descending(AT), MOST);
    }

    /** The orders of a community to which this happened, the latest start first. */
    public List<Deed> ofCommunity(String communityId, Kind kind) {
        return view.find(Filters.eq(COMMUNITY, communityId + ":" + kind), Sorts.descending(STARTS_AT), MOST);
    }

    /** The orders of a district to which this happened and whose start lies in between, at most so many. */
    public List<Deed> ofDistrict(String district, Kind kind, Instant from, Instant to, int limit) {
        return view.find(Filters.and(Filters.eq(DISTRICT, district + ":" + kind), Filters.gte(STARTS_AT, Date.from(from)),
                Filters.lte(STARTS_AT, Date.from(to))), Sorts.ascending(STARTS_AT), limit);
    }

    /** What was credited to an account for work that started in this time. */
    public List<Deed> credits(Account account, Instant from, Instant to) {
        String field = switch (account.kind()) {
            case UNIT -> UNIT;
            case COMMUNITY -> COMMUNITY;
        };
        return view.find(Filters.and(Filters.eq(field, account.id() + ":" + Kind.CREDITED),
                Filters.gte(STARTS_AT, Date.from(from)), Filters.lt(STARTS_AT, Date.from(to))), Sorts.ascending(STARTS_AT),
                Integer.MAX_VALUE);
    }

    private static Map<String, Object> indexFields(Deed deed) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(AT, deed.at());
        fields.put(ORDER, deed.orderId() + ":" + deed.kind());
        deed.memberId().ifPresent(id -> fields.put(MEMBER, id));
        deed.device().ifPresent(digest -> fields.put(DEVICE, digest));
        switch (deed.kind()) {
            case PUBLISHED, FALLEN_THROUGH, CROWDED -> {
                fields.put(COMMUNITY, deed.communityId() + ":" + deed.kind());
                fields.put(DISTRICT, deed.district() + ":" + deed.kind());
                deed.startsAt().ifPresent(start -> fields.put(STARTS_AT, start));
            }
            case CREDITED -> {
                fields.put(COMMUNITY, deed.communityId() + ":" + deed.kind());
                deed.unitId().ifPresent(id -> fields.put(UNIT, id + ":" + deed.kind()));
                deed.startsAt().ifPresent(start -> fields.put(STARTS_AT, start));
            }
            case CLAIMED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY -> {
                // found by member, order or device
            }
        }
        return fields;
    }

    private static IndexModel sparse(String first, String second) {
        Bson keys = Indexes.ascending(first, second);
        return new IndexModel(keys, new IndexOptions().sparse(true));
    }
}
