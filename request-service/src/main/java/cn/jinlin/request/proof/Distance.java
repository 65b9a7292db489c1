package cn.jinlin.request.proof;

import cn.jinlin.events.Location;

/** Distances on the earth taken as a sphere; wrong by at most half a percent, which is less than a phone's own error. */
public final class Distance {
    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    private Distance() {}

    /** Great-circle distance by the haversine formula. */
    public static double metres(Location a, Location b) {
        double north = Math.toRadians(b.latitude() - a.latitude());
        double east = Math.toRadians(b.longitude() - a.longitude());
        double chord = square(Math.sin(north / 2))
                + Math.cos(Math.toRadians(a.latitude())) * Math.cos(Math.toRadians(b.latitude())) * square(Math.sin(east / 2));
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    private static double square(double value) {
        return value * value;
    }
}
