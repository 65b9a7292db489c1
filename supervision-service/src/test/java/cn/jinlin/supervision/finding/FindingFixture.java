package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.supervision.finding.Finding.Course;
import cn.jinlin.supervision.finding.Finding.Observation;

/** Findings for the tests of other features. */
public final class FindingFixture {
    private static final String COMMUNITY = "350211102006";

    private FindingFixture() {}

    public static Finding open(String id, Severity severity, String description, Instant dueAt) {
        return new Finding.Open(new Observation(id, "inspection-1", Optional.of("campaign-1"), Office.EFFICIENCY, "anna",
                new Target(TargetKind.SCENIC_SPOT, "spot", Optional.of(COMMUNITY)), severity, description, "",
                new Party(PartyKind.COMMUNITY, COMMUNITY), dueAt), Course.due(dueAt));
    }

    /** Raised at {@code raisedAt}, resolved after so many hours. */
    public static Finding resolved(String id, Target target, Instant raisedAt, int hours) {
        Observation about = new Observation(id, "inspection-1", Optional.of("campaign-1"), Office.EFFICIENCY, "anna", target,
                Severity.MINOR, "x", "", new Party(PartyKind.COMMUNITY, COMMUNITY), raisedAt);
        return new Finding.Open(about, Course.due(raisedAt.plusSeconds(60)))
                .submitted(new Finding.Rectification("y", "ben", raisedAt))
                .rechecked(new Finding.Recheck(Finding.Verdict.RESOLVED, "", Optional.empty(), "cora",
                        raisedAt.plusSeconds(3_600L * hours)));
    }
}
