package cn.jinlin.registration.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each job. Nobody else hears of them. */
@Repository
class ImportJobs {
    private static final String SUBJECT = "subject";
    private static final String OPEN = "open";

    private final Aggregates<ImportJob, RegistrationEvent> aggregates;

    ImportJobs(Store store) {
        aggregates = store.aggregates(new AggregateType<>("import", "imports", ImportJob.class, RegistrationEvent.TOPIC,
                job -> Optional.empty(), ImportJobs::fields,
                List.of(new IndexModel(Indexes.ascending(AggregateType.DUE_AT)),
                        new IndexModel(Indexes.ascending(SUBJECT, "_id")), new IndexModel(Indexes.ascending(OPEN)))));
    }

    Aggregates<ImportJob, RegistrationEvent> aggregates() {
        return aggregates;
    }

    /** A sender's jobs, the newest first, the next before {@code before}. */
    List<Versioned<ImportJob>> page(String subject, Optional<String> before, int limit) {
        return aggregates.find(before.map(id -> Filters.and(Filters.eq(SUBJECT, subject), Filters.lt("_id", id)))
                .orElse(Filters.eq(SUBJECT, subject)), Sorts.descending("_id"), limit);
    }

    /** How many of a sender's jobs are not over. */
    long open(String subject) {
        return aggregates.count(Filters.eq(OPEN, subject));
    }

    private static Map<String, Object> fields(ImportJob job) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(SUBJECT, job.sender().subject());
        if (!job.isOver()) {
            fields.put(OPEN, job.sender().subject());
        }
        job.dueAt().ifPresent(due -> fields.put(AggregateType.DUE_AT, due));
        return fields;
    }
}
