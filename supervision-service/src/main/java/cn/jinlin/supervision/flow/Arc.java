package cn.jinlin.supervision.flow;

import cn.jinlin.events.Location;

/**
 * A way from a lender to a need.
 *
 * @param lender its place in the list of lenders
 * @param steps the distance in steps of {@value #STEP_METRES} metres
 */
record Arc(int lender, int steps) {
    /** How finely distances are told apart. */
    static final int STEP_METRES = 10;

    private static final double EARTH_METRES = 6_371_008.8;

    /** The distance on the sphere, rounded to a step. */
    static int between(Location a, Location b) {
        double latitude = Math.toRadians(b.latitude() - a.latitude());
        double longitude = Math.toRadians(b.longitude() - a.longitude());
        double h = square(Math.sin(latitude / 2))
                + Math.cos(Math.toRadians(a.latitude())) * Math.cos(Math.toRadians(b.latitude()))
                        * square(Math.sin(longitude / 2));
        return (int) Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))) / STEP_METRES);
    }

    private static double square(double x) {
        return x * x;
    }
}
