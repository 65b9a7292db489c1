package cn.jinlin.request.roster;

import java.time.Instant;

/**
 * The hour that a member's schedule holds for a claim.
 *
 * @param token names the hold
 * @param awaitsOfficer the member was absent so often that an officer has to confirm the claim
 */
public record HeldHour(String token, Instant from, Instant until, boolean awaitsOfficer) {

    /** An hour of a member with nothing against it. */
    public HeldHour(String token, Instant from, Instant until) {
        this(token, from, until, false);
    }
}
