package cn.jinlin.request.schedule;

import java.time.Duration;

/**
 * What the district allows a member.
 *
 * @param openClaims claims, waiting ones too, that a member may have at a time
 * @param absences so many absences within the window, and an officer has to confirm each claim
 * @param window how long an absence counts, from the start of the order
 */
public record Allowance(int openClaims, int absences, Duration window) {
    /** For a member who is there already. */
    public static final Allowance UNBOUND = new Allowance(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);
}
