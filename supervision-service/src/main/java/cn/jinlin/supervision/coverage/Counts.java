package cn.jinlin.supervision.coverage;

import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.supervision.coverage.Figures.Headcount;

/**
 * What was counted in one community.
 *
 * @param onceInSubdistrict those of its members who count here when the sub-district counts each person once: who is
 *            registered in two of its communities counts in the one with the lower code
 * @param onceInDistrict likewise for the district
 * @param inspectionScore of the latest inspection of the community itself; empty before the first
 */
record Counts(String communityId, String name, String subdistrictCode, String subdistrictName, Optional<Location> location,
        Figures figures, Headcount onceInSubdistrict, Headcount onceInDistrict, Optional<Integer> inspectionScore) {
    private static final int DISTRICT_DIGITS = 6;

    /** The district a community belongs to: the first six digits of its code. */
    static String districtOf(String communityId) {
        return communityId.substring(0, Math.min(DISTRICT_DIGITS, communityId.length()));
    }

    String district() {
        return districtOf(communityId);
    }
}
