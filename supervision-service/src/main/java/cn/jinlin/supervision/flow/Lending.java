package cn.jinlin.supervision.flow;

import java.util.List;

/**
 * The optimum.
 *
 * @param loans who lends how many to whom, by need and then by distance
 * @param unmetPlaces places that nobody within the radius can fill
 * @param distanceSteps the sum of distances over all places, in steps of {@value Arc#STEP_METRES} metres
 * @param unevenness the sum of what the convex arcs cost; see {@link Weights}
 */
public record Lending(List<Loan> loans, long unmetPlaces, long distanceSteps, long unevenness) {
    /** @param steps the distance in steps of {@value Arc#STEP_METRES} metres */
    public record Loan(Lender lender, Need need, int places, int steps) {
        public int metres() {
            return steps * Arc.STEP_METRES;
        }
    }

    /** How finely distances are told apart. */
    public static final int STEP_METRES = Arc.STEP_METRES;

    static Lending none(List<Need> needs) {
        return new Lending(List.of(), needs.stream().mapToLong(Need::places).sum(), 0, 0);
    }
}
