package cn.jinlin.supervision.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.supervision.finding.Finding.Escalated;
import cn.jinlin.supervision.workday.Workdays;

/** When an overdue finding is told to whom. */
@Component
class Escalation {
    private final List<EscalationSettings.Level> levels;
    private final Workdays workdays;

    Escalation(EscalationSettings settings, Workdays workdays) {
        this.levels = settings.levels();
        this.workdays = workdays;
    }

    /** The next level and when it is reached; none for what waits for its recheck, is resolved, or went all the way. */
    Optional<Escalated> next(Finding finding) {
        int reached = finding.course().level();
        return switch (finding) {
            case Finding.Submitted _,Finding.Resolved _ -> Optional.empty();
            case Finding.Open _,Finding.Returned _ -> reached >= levels.size()
                    ? Optional.empty()
                    : Optional.of(level(finding.course().dueAt(), reached));
        };
    }

    private Escalated level(Instant dueAt, int index) {
        EscalationSettings.Level level = levels.get(index);
        return new Escalated(index + 1, level.to(), dueAt, workdays.after(dueAt, level.afterWorkdays()));
    }
}
