package cn.jinlin.supervision.trend;

import java.time.LocalDate;

/**
 * The figures of one area on one day.
 *
 * @param area twelve digits for a community, nine for a sub-district, six for a district
 * @param findings not resolved
 */
public record DayFigures(String area, LocalDate date, int registeredMembers, int activeMembers, int openPlaces,
        int claimedPlaces, long servedPlaces, double fillRate, long verifiedMinutes, long backfilledMinutes, int findings,
        int overdueFindings) {}
