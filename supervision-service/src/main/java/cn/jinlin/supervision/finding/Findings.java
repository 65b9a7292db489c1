package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each finding. Due time and id are one sortable text, so every list is one range of one index. */
@Repository
public class Findings {
    private static final String DUE = "dueKey";
    private static final String STATUS = "status";
    private static final String TARGET_ID = "targetId";
    private static final String CAMPAIGN_ID = "campaignId";
    private static final String PARTY = "party";
    private static final String LEVEL = "level";
    private static final String UNRESOLVED = "unresolved";

    private final Aggregates<Finding, SupervisionEvent> aggregates;
    private final Escalation escalation;

    /**
     * Which findings are asked for.
     *
     * @param overdue only those not resolved whose due time has passed
     * @param level only those not resolved that were escalated so far
     * @param parties only those that one of these has to put right
     * @param after the key of the last one of the page before
     */
    record Query(boolean overdue, Optional<FindingStatus> status, Optional<Integer> level, Optional<String> targetId,
            Optional<String> campaignId, Optional<Collection<Party>> parties, Optional<String> after) {}

    /** How many there are of each status, and how many of those not resolved are overdue. */
    record Counts(Map<FindingStatus, Long> byStatus, long overdue) {
        Counts {
            byStatus = Map.copyOf(byStatus);
        }
    }

    Findings(Store store, Escalation escalation) {
        this.escalation = escalation;
        aggregates = store.aggregates(new AggregateType<>("finding", "findings", Finding.class, SupervisionEvent.TOPIC,
                finding -> Optional.of(finding.changed()), this::indexFields,
                List.of(new IndexModel(Indexes.ascending(DUE)), new IndexModel(Indexes.ascending(STATUS, DUE)),
                        new IndexModel(Indexes.ascending(TARGET_ID, DUE)), new IndexModel(Indexes.ascending(PARTY, DUE)),
                        new IndexModel(Indexes.ascending(CAMPAIGN_ID, DUE), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(LEVEL, DUE), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending(UNRESOLVED, DUE)),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
    }

    Aggregates<Finding, SupervisionEvent> aggregates() {
        return aggregates;
    }

    /** The earliest due first. */
    List<Versioned<Finding>> page(Query query, Instant now, int limit) {
        List<Bson> filters = new ArrayList<>();
        query.parties().ifPresent(parties -> filters.add(Filters.in(PARTY, parties.stream().map(Findings::key).toList())));
        query.targetId().ifPresent(id -> filters.add(Filters.eq(TARGET_ID, id)));
        query.campaignId().ifPresent(id -> filters.add(Filters.eq(CAMPAIGN_ID, id)));
        query.status().ifPresent(status -> filters.add(Filters.eq(STATUS, status.name())));
        query.level().ifPresent(level -> filters.add(Filters.eq(LEVEL, level)));
        if (query.overdue()) {
            filters.add(overdue(now));
        }
        query.after().ifPresent(key -> filters.add(Filters.gt(DUE, key)));
        return aggregates.find(filters.isEmpty() ? Filters.empty() : Filters.and(filters), Sorts.ascending(DUE), limit);
    }

    Counts counts(Instant now) {
        Map<FindingStatus, Long> byStatus = new EnumMap<>(FindingStatus.class);
        for (FindingStatus status : FindingStatus.values()) {
            byStatus.put(status, aggregates.count(Filters.eq(STATUS, status.name())));
        }
        return new Counts(byStatus, aggregates.count(overdue(now)));
    }

    /** All of a campaign, the earliest due first. */
    public List<Finding> ofCampaign(String campaignId) {
        return aggregates.find(Filters.eq(CAMPAIGN_ID, campaignId), Sorts.ascending(DUE), 0).stream().map(Versioned::state)
                .toList();
    }

    /** All that is not resolved, the earliest due first. */
    public List<Finding> unresolved() {
        return aggregates.find(Filters.eq(UNRESOLVED, true), Sorts.ascending(DUE), 0).stream().map(Versioned::state).toList();
    }

    /** Where a finding stands in the order of all lists; unique. */
    static String dueKey(Finding finding) {
        return sortable(finding.course().dueAt()) + "-" + finding.about().findingId();
    }

    private Map<String, Object> indexFields(Finding finding) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(DUE, dueKey(finding));
        fields.put(STATUS, finding.status());
        fields.put(TARGET_ID, finding.about().target().targetId());
        fields.put(PARTY, key(finding.about().responsible()));
        boolean unresolved = finding.status() != FindingStatus.RESOLVED;
        fields.put(UNRESOLVED, unresolved);
        finding.about().campaignId().ifPresent(id -> fields.put(CAMPAIGN_ID, id));
        escalation.next(finding).ifPresent(next -> fields.put(AggregateType.DUE_AT, next.at()));
        if (unresolved) {
            fields.put(LEVEL, finding.course().level());
        }
        return fields;
    }

    private static String key(Party party) {
        return party.kind() + ":" + party.id();
    }

    private static Bson overdue(Instant now) {
        return Filters.and(Filters.eq(UNRESOLVED, true), Filters.lt(DUE, sortable(now)));
    }

    private static String sortable(Instant at) {
        return String.format(Locale.ROOT, "%015d", at.toEpochMilli());
    }
}
