package cn.jinlin.request.admission;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.request.schedule.Allowance;

/**
 * What the district allows.
 *
 * @param maxOpen open claims, waiting ones too, that a member may have at a time
 * @param absences so many absences within the window, and an officer has to confirm each claim of the member
 * @param absenceWindow how long an absence counts
 */
@ConfigurationProperties("jinlin.claims")
public record ClaimSettings(@DefaultValue("3") int maxOpen, @DefaultValue("2") int absences,
        @DefaultValue("90d") Duration absenceWindow) {

    public Allowance allowance() {
        return new Allowance(maxOpen, absences, absenceWindow);
    }
}
