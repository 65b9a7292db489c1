package cn.jinlin.events;

/**
 * A point on the earth.
 *
 * @param longitude degrees east, -180 to 180 (WGS 84)
 * @param latitude degrees north, -90 to 90 (WGS 84)
 */
public record Location(double longitude, double latitude) {}
