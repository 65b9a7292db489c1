package cn.jinlin.supervision.inspection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.inspection.Inspection.Checked;

/** Records inspections and shows them. */
@Service
class InspectionDesk {
    /** How far a phone's clock may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Inspections inspections;
    private final Targets targets;
    private final Clock clock;

    InspectionDesk(Inspections inspections, Targets targets, Clock clock) {
        this.inspections = inspections;
        this.targets = targets;
        this.clock = clock;
    }

    /** What an inspector wrote down on the spot. */
    record Sheet(Target target, Instant inspectedAt, List<Checked> checklist, int score) {}

    Versioned<Inspection> record(Office office, String inspector, Sheet sheet, RequestKey key) {
        Instant now = clock.instant();
        if (sheet.inspectedAt().isAfter(now.plus(CLOCK_SKEW))) {
            throw Invalid.field("inspectedAt", "IN_THE_FUTURE");
        }
        Target target = Targets.located(sheet.target());
        targets.requireKnown(target);
        Inspection inspection = new Inspection(key.firstId(), office, inspector, target, sheet.inspectedAt(), sheet.checklist(),
                sheet.score(), now);
        return inspections.aggregates().create(inspection.inspectionId(), key, Change.of(inspection),
                _ -> InspectionRefusal.ALREADY_RECORDED.because());
    }

    Versioned<Inspection> get(String inspectionId) {
        return inspections.aggregates().get(inspectionId);
    }

    List<Versioned<Inspection>> page(Inspections.Query query, int limit) {
        return inspections.page(query, limit);
    }
}
