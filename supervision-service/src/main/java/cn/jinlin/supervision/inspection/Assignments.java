package cn.jinlin.supervision.inspection;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.supervision.inspection.Inspection.Visit;

/** Whoever knows which visits belong to which campaign. */
@FunctionalInterface
public interface Assignments {
    /**
     * Refuses a visit that its campaign does not want, by an office that has no part in it.
     *
     * @param visit one that names a campaign
     */
    void require(Visit visit, Office office);
}
