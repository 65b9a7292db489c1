package cn.jinlin.supervision.finding;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.events.SupervisionEvent.EscalatedTo;

/** @param levels who hears of an overdue finding, the first of them first; none where the list is empty */
@ConfigurationProperties("jinlin.escalation")
public record EscalationSettings(@DefaultValue List<Level> levels) {
    private static final int MOST_WORKDAYS = 250;

    /** @param afterWorkdays working days after the due time; more than those of the level before */
    public record Level(int afterWorkdays, EscalatedTo to) {}

    public EscalationSettings {
        levels = List.copyOf(levels);
        int before = 0;
        for (Level level : levels) {
            if (level.afterWorkdays() <= before || level.afterWorkdays() > MOST_WORKDAYS) {
                throw new IllegalArgumentException("levels of escalation have to come later and later, 1 to " + MOST_WORKDAYS
                        + " working days after the due time");
            }
            before = level.afterWorkdays();
        }
    }
}
