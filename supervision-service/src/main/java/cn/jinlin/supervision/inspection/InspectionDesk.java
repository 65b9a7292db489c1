package cn.jinlin.supervision.inspection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.checklist.ChecklistDesk;
import cn.jinlin.supervision.checklist.Sheet;
import cn.jinlin.supervision.inspection.Inspection.Checked;
import cn.jinlin.supervision.inspection.Inspection.Visit;
import cn.jinlin.supervision.place.Targets;

/** Records inspections and shows them. */
@Service
public class InspectionDesk {
    /** How far a phone's clock may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Inspections inspections;
    private final Targets targets;
    private final ChecklistDesk checklists;
    private final Assignments assignments;
    private final Clock clock;

    InspectionDesk(Inspections inspections, Targets targets, ChecklistDesk checklists, Assignments assignments, Clock clock) {
        this.inspections = inspections;
        this.targets = targets;
        this.checklists = checklists;
        this.assignments = assignments;
        this.clock = clock;
    }

    /** Who was there. */
    record Inspector(Office office, String subject) {}

    /** What an inspector wrote down on the spot: on an edition of a checklist, or freely with a score of its own. */
    sealed interface Notes {
        record Filled(String checklistId, int version, List<Sheet.Answer> answers) implements Notes {}

        record Free(List<Checked> lines, int score) implements Notes {}
    }

    Versioned<Inspection> record(Inspector inspector, Visit visit, Notes notes, RequestKey key) {
        Inspection made = checked(key.firstId(), inspector, visit, notes);
        return inspections.aggregates().create(made.inspectionId(), key, Change.of(made),
                _ -> InspectionRefusal.ALREADY_RECORDED.because());
    }

    /**
     * Records what a phone sends under an id of its own. The same again changes nothing, also when the campaign was closed or
     * the checklist retired meanwhile; the result says whether it was recorded by this call.
     */
    Committed<Inspection, Boolean> put(String inspectionId, Inspector inspector, Visit visit, Notes notes, RequestKey key) {
        Optional<Versioned<Inspection>> before = inspections.aggregates().find(inspectionId);
        Inspection made = before.isPresent()
                ? taken(inspectionId, inspector, relocated(visit, before.get().state().target()), notes)
                : checked(inspectionId, inspector, visit, notes);
        return inspections.aggregates().execute(inspectionId, key, Boolean.class, current -> {
            if (current == null) {
                return Outcome.changed(Change.of(made), Boolean.TRUE);
            }
            if (!current.state().says(made)) {
                throw InspectionRefusal.INSPECTION_DIFFERS.because(inspectionId);
            }
            return Outcome.unchanged(Boolean.FALSE);
        });
    }

    public Versioned<Inspection> get(String inspectionId) {
        return inspections.aggregates().get(inspectionId);
    }

    List<Versioned<Inspection>> page(Inspections.Query query, int limit) {
        return inspections.page(query, limit);
    }

    private Inspection checked(String inspectionId, Inspector inspector, Visit visit, Notes notes) {
        if (visit.inspectedAt().isAfter(clock.instant().plus(CLOCK_SKEW))) {
            throw Invalid.field("inspectedAt", "IN_THE_FUTURE");
        }
        Inspection made = taken(inspectionId, inspector,
                new Visit(targets.known(visit.target()), visit.inspectedAt(), visit.campaignId()), notes);
        if (visit.campaignId().isPresent()) {
            assignments.require(made.visit(), inspector.office());
        }
        return made;
    }

    private Inspection taken(String inspectionId, Inspector inspector, Visit visit, Notes notes) {
        Instant now = clock.instant();
        return switch (notes) {
            case Notes.Free free -> new Inspection(inspectionId, inspector.office(), inspector.subject(), visit, free.lines(),
                    Optional.empty(), free.score(), now);
            case Notes.Filled filled -> {
                Sheet sheet = checklists.fill(filled.checklistId(), filled.version(), visit.target().kind(), filled.answers());
                yield new Inspection(inspectionId, inspector.office(), inspector.subject(), visit, List.of(),
                        Optional.of(sheet), sheet.score(), now);
            }
        };
    }

    /** The visit at the place as it lay when it was recorded: a place that was closed since does not stop a repetition. */
    private static Visit relocated(Visit visit, Target recorded) {
        Target said = visit.target();
        boolean same = said.kind() == recorded.kind() && said.targetId().equals(recorded.targetId())
                && said.communityId().stream().allMatch(id -> recorded.communityId().stream().allMatch(id::equals));
        return same ? new Visit(recorded, visit.inspectedAt(), visit.campaignId()) : visit;
    }
}
