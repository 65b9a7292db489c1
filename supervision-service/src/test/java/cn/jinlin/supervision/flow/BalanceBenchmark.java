package cn.jinlin.supervision.flow;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.supervision.flow.Balance.Reach;

/**
 * How long a plan takes, from the size of one district to more than that of a country's largest cities together. Runs by its name
 * only; see docs/benchmarks.md.
 */
class BalanceBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(BalanceBenchmark.class);
    private static final Reach REACH = new Reach(10_000, 20, 300_000);

    @Test
    void measuresPlansOfGrowingSize() {
        Balance balance = new Balance(new FlowSolver());
        balance.lend(RandomLending.of(0, 10, 10, 10, 10).lenders(), RandomLending.of(0, 10, 10, 10, 10).needs(), REACH);
        measure(balance, 73, 200, 25);
        measure(balance, 730, 2_000, 80);
        measure(balance, 3_000, 2_000, 100);
        measure(balance, 15_000, 10_000, 250);
        measure(balance, 30_000, 50_000, 400);
    }

    /** Scattered over a square of so many kilometres; up to 40 people a lender, and up to as many places. */
    private static void measure(Balance balance, int needs, int lenders, int kilometres) {
        RandomLending random = RandomLending.of(needs, lenders, needs, 40, kilometres);
        long begun = System.nanoTime();
        Lending lending = balance.lend(random.lenders(), random.needs(), REACH);
        double seconds = (System.nanoTime() - begun) / 1e9;
        LOG.info(String.format(Locale.ROOT,
                "| %,d × %,d | %d km | %.2f s | %,d of %,d | %,.1f km | %,d |", needs, lenders, kilometres, seconds,
                lending.unmetPlaces(), random.needs().stream().mapToLong(Need::places).sum(),
                lending.distanceSteps() * Arc.STEP_METRES / 1_000.0, lending.unevenness()));
    }
}
