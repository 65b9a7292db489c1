package cn.jinlin.supervision.flow;

/**
 * How the second and the third aim fit into one cost: a step of distance outweighs all unevenness that is possible. The
 * first aim, the fewest unmet places, needs no weight, since the solver finds the largest flow first.
 *
 * <p>A lender's people are cut into {@value #SEGMENTS} segments of the same size; one of segment j costs j, so the second
 * half of a lender is used only where the first half of the others is. A flow of F people costs at most
 * {@code (SEGMENTS - 1) * F} so; a step therefore weighs {@code (SEGMENTS - 1) * F + 1}. With F up to {@link #MOST_PEOPLE} =
 * 10⁷ and distances up to {@link #MOST_STEPS} = 5,000 steps (50 km), one arc costs at most 7.0·10⁷ × 5,000 + 7 &lt; 3.6·10¹¹
 * and a whole flow at most 3.6·10¹⁸ &lt; 2⁶³ ≈ 9.2·10¹⁸. The solver multiplies an arc's cost by the number of nodes plus one;
 * up to {@link #MOST_NODES} = 10⁷ nodes that stays below 3.6·10¹⁸ too.
 *
 * @param step what one step of distance weighs
 */
record Weights(long step) {
    static final int SEGMENTS = 8;
    static final int MOST_PEOPLE = 10_000_000;
    static final int MOST_STEPS = 5_000;
    static final int MOST_NODES = 10_000_000;

    /** @param people the most that can flow */
    static Weights of(long people) {
        if (people < 0 || people > MOST_PEOPLE) {
            throw new IllegalArgumentException(people + " people; at most " + MOST_PEOPLE);
        }
        return new Weights((SEGMENTS - 1) * people + 1);
    }

    long cost(int steps) {
        return step * steps;
    }

    /** How many of a lender's people are in a segment; the sizes differ by one at most. */
    static int segment(int people, int j) {
        return (int) ((j + 1L) * people / SEGMENTS - (long) j * people / SEGMENTS);
    }
}
