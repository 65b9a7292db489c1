package cn.jinlin.request.roster;

import java.util.Optional;

import cn.jinlin.events.Location;

/**
 * Somebody is there.
 *
 * @param location where the member's phone says it is
 * @param byOfficer by the officer's roll call, which needs no location
 * @param walkIn who came without a claim, with the hour held for it; only by roll call
 */
public record Arrival(String memberId, Optional<Location> location, boolean byOfficer, Optional<WalkIn> walkIn) {

    public record WalkIn(Claimant who, HeldHour hold) {}
}
