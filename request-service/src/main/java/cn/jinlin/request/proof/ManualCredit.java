package cn.jinlin.request.proof;

import java.util.Optional;

/**
 * An officer's word for a participant who has no phone to scan with.
 *
 * @param by the subject of the officer
 * @param officerMemberId the officer's own member id, when the token names one
 */
public record ManualCredit(String memberId, String by, Optional<String> officerMemberId, String reason, Allowance allowance) {

    /**
     * How many credits of one order may be entered by hand: a share of those who served, but never fewer than a few.
     *
     * @param percent the share, rounded up to whole people
     */
    public record Allowance(int least, int percent) {
        public int of(int served) {
            return Math.max(least, Math.ceilDiv(served * percent, 100));
        }
    }
}
