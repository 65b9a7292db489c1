package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.supervision.demand.Horizon;
import cn.jinlin.supervision.demand.Uptake;
import cn.jinlin.supervision.support.Assignment.Answer;
import cn.jinlin.supervision.support.Draft.Missing;
import cn.jinlin.supervision.support.Draft.Wish;
import cn.jinlin.supervision.support.SupportPlan.Proposed;

/** Plans for tests: unit a lends 40 to x and 5 to y, unit b lends 10 to y, 3 places of y are unmet. */
final class Plans {
    static final Instant NOW = Instant.parse("2026-10-12T00:30:00Z");
    static final Instant UNTIL = Instant.parse("2026-10-18T16:00:00Z");
    static final Duration WITHIN = Duration.ofDays(2);
    static final Uptake BEFORE = new Uptake(4, 58, 12, 0);

    private Plans() {}

    static Proposed proposed() {
        return SupportPlan.proposed(draft(List.of(assignment("a", "x", 40), assignment("a", "y", 5), assignment("b", "y", 10))),
                Duration.ofDays(3));
    }

    static SupportPlan approved() {
        return proposed().approved("district", NOW, WITHIN);
    }

    static Draft draft(List<Assignment> assignments) {
        return new Draft("plan-1", NOW, "district", new Horizon(NOW, UNTIL),
                new Wish(7, Set.of(UnitKind.GOVERNMENT), 10_000, Optional.empty()), assignments,
                List.of(new Missing("x", "双乐社区", 40), new Missing("y", "东辉村", 18)), 3, 200_000, BEFORE);
    }

    static Assignment assignment(String unit, String community, int places) {
        return new Assignment(unit, "unit " + unit, new Location(118, 24.6), community, "双乐社区", new Location(118, 24.6),
                places, 3_240, 40, 55, Answer.ASKED, Optional.empty());
    }
}
