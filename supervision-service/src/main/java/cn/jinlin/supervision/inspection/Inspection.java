package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;

/**
 * One visit of one office to one target, as it was recorded; it does not change afterwards.
 *
 * @param inspector the token's subject
 * @param score 0 to 100
 */
record Inspection(String inspectionId, Office office, String inspector, Target target, Instant inspectedAt,
        List<Checked> checklist,
        int score, Instant recordedAt) {
    Inspection {
        checklist = List.copyOf(checklist);
    }

    /** One line of the checklist. */
    record Checked(String item, boolean passed, Optional<String> note) {}

    InspectionChanged changed() {
        return new InspectionChanged(inspectionId, office, target, inspectedAt, score);
    }
}
