package cn.jinlin.supervision.coverage;

import java.util.Optional;

import cn.jinlin.events.Location;

/**
 * What was counted in one community.
 *
 * @param registeredMembers people with a confirmed registration here, each once
 * @param activeMembers those of them with a verified service anywhere within the last 90 days (configurable)
 * @param openPlaces places not taken of orders OPEN or IN_PROGRESS whose end is ahead; an order that has begun still takes
 *            walk-ins
 * @param claimedPlaces places taken of the same orders
 * @param verifiedMinutes scanned minutes of service done here, of all years, without those taken back
 * @param inspectionScore of the latest inspection of the community itself; empty before the first
 * @param openFindings findings located here that are not resolved
 */
record Counts(String communityId, String name, Optional<Location> location, int registeredMembers, int activeMembers,
        int openPlaces, int claimedPlaces, long verifiedMinutes, Optional<Integer> inspectionScore, int openFindings) {
    private static final int DISTRICT_DIGITS = 6;

    /** The district a community belongs to: the first six digits of its code. */
    static String districtOf(String communityId) {
        return communityId.substring(0, Math.min(DISTRICT_DIGITS, communityId.length()));
    }

    String district() {
        return districtOf(communityId);
    }

    /** Claimed places as a share of all places asked for; 1 where none is asked for, because none is left unfilled. */
    double fillRate() {
        int capacity = openPlaces + claimedPlaces;
        return capacity == 0 ? 1 : (double) claimedPlaces / capacity;
    }

    /**
     * Open places for each active member. Without any active member the places count as if one person had to fill them
     * all, so the figure stays finite and grows with the need.
     */
    double load() {
        return (double) openPlaces / Math.max(1, activeMembers);
    }

    /** Neither work nor workers: such a community says nothing about the district's median. */
    boolean isIdle() {
        return openPlaces == 0 && activeMembers == 0;
    }
}
