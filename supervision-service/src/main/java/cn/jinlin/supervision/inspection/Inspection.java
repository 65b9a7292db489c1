package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.supervision.checklist.Sheet;

/**
 * One visit of one office to one target, as it was recorded; it does not change afterwards.
 *
 * @param inspector the token's subject
 * @param sheet what was filled in on a checklist of the office; without one the lines and the score are the inspector's own
 * @param score 0 to 100
 */
public record Inspection(String inspectionId, Office office, String inspector, Visit visit, List<Checked> lines,
        Optional<Sheet> sheet, int score, Instant recordedAt) {
    public Inspection {
        lines = List.copyOf(lines);
    }

    /** @param campaignId the campaign that the visit belongs to */
    public record Visit(Target target, Instant inspectedAt, Optional<String> campaignId) {}

    /** One line of the inspector's own. */
    public record Checked(String item, boolean passed, Optional<String> note) {}

    public Target target() {
        return visit.target();
    }

    /** Whether another sending says the same, whenever it came. */
    boolean says(Inspection other) {
        return equals(new Inspection(other.inspectionId, other.office, other.inspector, other.visit, other.lines, other.sheet,
                other.score, recordedAt));
    }

    InspectionChanged changed() {
        return new InspectionChanged(inspectionId, office, visit.target(), visit.inspectedAt(), score, visit.campaignId());
    }
}
