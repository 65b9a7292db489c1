package cn.jinlin.supervision.coverage;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.supervision.district.AcceptedWorks.Yield;
import cn.jinlin.supervision.trend.DayFigures;

/** What was counted in a community, or comes to in a sub-district or a district. */
record Figures(Headcount members, Work work, Findings findings) {
    private static final double PRECISION = 10_000;

    static final Figures NONE = new Figures(Headcount.NONE, Work.NONE, Findings.NONE);

    /**
     * @param registered people with a confirmed registration, each once
     * @param active those of them with a verified service anywhere within the last 90 days (configurable)
     */
    record Headcount(int registered, int active) {
        static final Headcount NONE = new Headcount(0, 0);

        Headcount plus(Headcount other) {
            return new Headcount(registered + other.registered, active + other.active);
        }
    }

    /**
     * @param openPlaces places not taken of orders OPEN or IN_PROGRESS whose end is ahead; an order that has begun still
     *            takes walk-ins
     * @param claimedPlaces places taken of the same orders
     * @param servedPlaces places of accepted orders at which somebody served, of all years
     * @param verifiedMinutes scanned minutes of service done here, of all years, without those taken back
     * @param backfilledMinutes minutes entered by hand, likewise; never part of the verified ones
     * @param outcomes what accepted work came to, of all years, by metric and unit
     */
    record Work(int openPlaces, int claimedPlaces, long servedPlaces, long verifiedMinutes, long backfilledMinutes,
            List<Outcome> outcomes) {
        static final Work NONE = new Work(0, 0, 0, 0, 0, List.of());

        Work plus(Work other) {
            return new Work(openPlaces + other.openPlaces, claimedPlaces + other.claimedPlaces,
                    servedPlaces + other.servedPlaces, verifiedMinutes + other.verifiedMinutes,
                    backfilledMinutes + other.backfilledMinutes,
                    Yield.sums(Stream.concat(outcomes.stream(), other.outcomes.stream()).toList()));
        }
    }

    /**
     * @param open findings located here that are not resolved
     * @param overdue those of them whose due time has passed
     */
    record Findings(int open, int overdue) {
        static final Findings NONE = new Findings(0, 0);

        Findings plus(Findings other) {
            return new Findings(open + other.open, overdue + other.overdue);
        }
    }

    Figures plus(Figures other) {
        return new Figures(members.plus(other.members), work.plus(other.work), findings.plus(other.findings));
    }

    /** The same work with other people. */
    Figures with(Headcount others) {
        return new Figures(others, work, findings);
    }

    /** Claimed places as a share of all places asked for; 1 where none is asked for, because none is left unfilled. */
    double fillRate() {
        int capacity = work.openPlaces() + work.claimedPlaces();
        return capacity == 0 ? 1 : (double) work.claimedPlaces() / capacity;
    }

    /**
     * Open places for each active member. Without any active member the places count as if one person had to fill them
     * all, so the figure stays finite and grows with the need.
     */
    double load() {
        return (double) work.openPlaces() / Math.max(1, members.active());
    }

    /** What is kept of a day. */
    DayFigures on(LocalDate date, String area) {
        return new DayFigures(area, date, members.registered(), members.active(), work.openPlaces(), work.claimedPlaces(),
                work.servedPlaces(), rounded(fillRate()), work.verifiedMinutes(), work.backfilledMinutes(), findings.open(),
                findings.overdue());
    }

    /** To four decimals, as rates are shown. */
    static double rounded(double rate) {
        return Math.round(rate * PRECISION) / PRECISION;
    }

    /** Neither work nor workers: such a community says nothing about the district's median. */
    boolean isIdle() {
        return work.openPlaces() == 0 && members.active() == 0;
    }
}
