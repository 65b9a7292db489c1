package cn.jinlin.supervision.demand;

/**
 * How far the orders of some communities are filled that begin in a horizon.
 *
 * @param claimedBySupporters those of the claimed places that people of supporting units took
 */
public record Uptake(int orders, int places, int claimed, int claimedBySupporters) {
    /** Claimed places as a share of all; 1 where none is asked for. */
    public double fillRate() {
        return places == 0 ? 1 : Math.min(1, (double) claimed / places);
    }
}
