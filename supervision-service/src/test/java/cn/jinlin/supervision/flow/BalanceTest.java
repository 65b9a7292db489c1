package cn.jinlin.supervision.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.events.Location;
import cn.jinlin.supervision.flow.Balance.Reach;
import cn.jinlin.supervision.flow.IndependentSolver.Worth;
import cn.jinlin.supervision.flow.Lending.Loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BalanceTest {
    private static final Reach WHOLE = new Reach(10_000, 20, 300_000);
    private static final Location HERE = new Location(118, 24.5);

    private final Balance balance = new Balance(new FlowSolver());

    @Test
    void agreesWithAnIndependentSolverOnThreeHundredDistricts() {
        for (int seed = 0; seed < 300; seed++) {
            Random sizes = new Random(seed);
            RandomLending random = RandomLending.of(seed, 1 + sizes.nextInt(14), 1 + sizes.nextInt(14), 1 + sizes.nextInt(12),
                    2 + sizes.nextInt(20));
            Lending lending = balance.lend(random.lenders(), random.needs(), WHOLE);
            holds(lending, random, 10_000);
            assertThat(Worth.of(lending)).as("seed %d", seed)
                    .isEqualTo(new IndependentSolver(random.lenders(), random.needs()).best(10_000));
        }
    }

    /** With few arcs at first the number of unmet places is still that of the whole network. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void widensUntilNoWiderNetworkMeetsMore(int nearest) {
        for (int seed = 1_000; seed < 1_060; seed++) {
            RandomLending random = RandomLending.of(seed, 12, 12, 9, 8);
            Lending lending = balance.lend(random.lenders(), random.needs(), new Reach(5_000, nearest, 0));
            holds(lending, random, 5_000);
            assertThat(lending.unmetPlaces()).as("seed %d", seed)
                    .isEqualTo(new IndependentSolver(random.lenders(), random.needs()).best(5_000).unmet());
        }
    }

    @Test
    void meetsAPlaceByMovingAnotherLoan() {
        List<Lender> lenders = List.of(new Lender("a", HERE, 1), new Lender("b", at(9), 1));
        List<Need> needs = List.of(new Need("x", at(1), 1), new Need("y", at(-7), 1));
        Lending lending = balance.lend(lenders, needs, new Reach(9_000, 1, 0));
        assertThat(lending.unmetPlaces()).isZero();
        assertThat(lending.loans()).extracting(loan -> loan.lender().id() + loan.need().id()).containsExactly("bx", "ay");
    }

    @Test
    void drawsEvenlyOnLendersAtTheSameDistance() {
        List<Lender> lenders = List.of(new Lender("a", HERE, 16), new Lender("b", HERE, 16), new Lender("c", HERE, 16));
        Lending lending = balance.lend(lenders, List.of(new Need("x", at(1), 24)), WHOLE);
        assertThat(lending.loans()).extracting(Loan::places).containsExactly(8, 8, 8);
    }

    @Test
    void prefersAShortWayToEvenness() {
        List<Lender> lenders = List.of(new Lender("near", at(1), 10), new Lender("far", at(2), 10));
        Lending lending = balance.lend(lenders, List.of(new Need("x", HERE, 10)), WHOLE);
        assertThat(lending.loans()).singleElement().satisfies(loan -> {
            assertThat(loan.lender().id()).isEqualTo("near");
            assertThat(loan.metres()).isBetween(990, 1_010);
        });
    }

    @Test
    void prefersAFilledPlaceToAnyShorterWay() {
        List<Lender> lenders = List.of(new Lender("a", HERE, 5), new Lender("b", at(4), 5));
        List<Need> needs = List.of(new Need("x", at(0.1), 5), new Need("y", at(-9), 5));
        Lending lending = balance.lend(lenders, needs, WHOLE);
        assertThat(lending.unmetPlaces()).isZero();
        assertThat(lending.loans()).extracting(loan -> loan.lender().id() + loan.need().id()).containsExactly("bx", "ay");
    }

    @Test
    void nobodyOutsideTheRadiusIsAsked() {
        Lending lending = balance.lend(List.of(new Lender("a", at(10.2), 5)), List.of(new Need("x", HERE, 5)), WHOLE);
        assertThat(lending).isEqualTo(new Lending(List.of(), 5, 0, 0));
    }

    @Test
    void nothingToLendOrNothingToFillIsNoPlan() {
        Need need = new Need("x", HERE, 7);
        Lender lender = new Lender("a", HERE, 7);
        assertThat(balance.lend(List.of(), List.of(), WHOLE)).isEqualTo(new Lending(List.of(), 0, 0, 0));
        assertThat(balance.lend(List.of(), List.of(need), WHOLE)).isEqualTo(new Lending(List.of(), 7, 0, 0));
        assertThat(balance.lend(List.of(lender), List.of(), WHOLE)).isEqualTo(new Lending(List.of(), 0, 0, 0));
        assertThat(balance.lend(List.of(new Lender("a", HERE, 0)), List.of(need), WHOLE).unmetPlaces()).isEqualTo(7);
        assertThat(balance.lend(List.of(lender), List.of(new Need("x", HERE, 0)), WHOLE).loans()).isEmpty();
    }

    @Test
    void aMillionPlacesTakeAllThereAre() {
        List<Lender> lenders = List.of(new Lender("a", at(1), 3_000), new Lender("b", at(2), 2_000));
        Lending lending = balance.lend(lenders, List.of(new Need("x", HERE, 1_000_000), new Need("y", at(40), 1)), WHOLE);
        assertThat(lending.unmetPlaces()).isEqualTo(995_001);
        assertThat(lending.loans()).extracting(Loan::places).containsExactly(3_000, 2_000);
    }

    /** The largest numbers that are allowed, at the largest distance: the cost is exact, so nothing has overflowed. */
    @Test
    void theLargestWeightsDoNotOverflow() {
        int half = Weights.MOST_PEOPLE / 2;
        Location away = new Location(118, 24.5 + 49.9 / 111.195);
        List<Lender> lenders = List.of(new Lender("a", HERE, half), new Lender("b", HERE, half));
        Lending lending = balance.lend(lenders, List.of(new Need("x", away, Weights.MOST_PEOPLE)),
                new Reach(50_000, 20, 300_000));
        assertThat(lending.unmetPlaces()).isZero();
        assertThat(lending.loans()).extracting(Loan::places).containsExactly(half, half);
        assertThat(lending.distanceSteps()).isEqualTo((long) Weights.MOST_PEOPLE * lending.loans().getFirst().steps());
        long arc = Weights.of(Weights.MOST_PEOPLE).cost(Weights.MOST_STEPS) + Weights.SEGMENTS - 1;
        assertThat(Math.multiplyExact(arc, (long) Weights.MOST_PEOPLE)).isPositive();
        assertThat(Math.multiplyExact(arc, Weights.MOST_NODES + 1L)).isPositive();
        assertThatThrownBy(() -> Weights.of(Weights.MOST_PEOPLE + 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reach(50_011, 20, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSameDataGiveTheSameLoansInWhateverOrderTheyCome(long seed) {
        RandomLending random = RandomLending.of(seed, 60, 40, 10, 6);
        Lending first = balance.lend(random.lenders(), random.needs(), WHOLE);
        List<Lender> lenders = new ArrayList<>(random.lenders());
        List<Need> needs = new ArrayList<>(random.needs());
        Collections.shuffle(lenders, new Random(seed));
        Collections.shuffle(needs, new Random(seed));
        assertThat(balance.lend(lenders, needs, WHOLE)).isEqualTo(first);
    }

    @Test
    void segmentsTogetherHoldEverybody() {
        for (int people : new int[]{0, 1, 7, 8, 9, 1_000_003, Weights.MOST_PEOPLE}) {
            int sum = 0;
            for (int j = 0; j < Weights.SEGMENTS; j++) {
                sum += Weights.segment(people, j);
            }
            assertThat(sum).isEqualTo(people);
        }
    }

    @Test
    void peopleFillTheirOwnCommunitiesFirstAndThoseWhoCannotBeLentBeforeTheOthers() {
        List<Helpers> helpers = List.of(new Helpers("officials", Set.of("x"), 10, true),
                new Helpers("residents", Set.of("x"), 4, false), new Helpers("both", Set.of("x", "y"), 3, false));
        List<Need> needs = List.of(new Need("x", HERE, 6), new Need("y", HERE, 5));
        Lending home = balance.atHome(helpers, needs);
        assertThat(home.unmetPlaces()).isEqualTo(2);
        assertThat(sums(home, loan -> loan.lender().id())).isEqualTo(Map.of("officials", 2, "residents", 4, "both", 3));
        assertThat(balance.atHome(List.of(), needs).unmetPlaces()).isEqualTo(11);
        assertThat(balance.atHome(helpers, List.of())).isEqualTo(new Lending(List.of(), 0, 0, 0));
    }

    /** Nobody lends more than there are, no need gets more than it has places, nobody goes too far. */
    private static void holds(Lending lending, RandomLending random, int radiusMetres) {
        Map<Lender, Integer> lent = sums(lending, Loan::lender);
        Map<Need, Integer> met = sums(lending, Loan::need);
        assertThat(lent).allSatisfy((lender, people) -> assertThat(people).isLessThanOrEqualTo(lender.people()));
        assertThat(met).allSatisfy((need, places) -> assertThat(places).isLessThanOrEqualTo(need.places()));
        assertThat(lending.loans()).allSatisfy(loan -> {
            assertThat(loan.places()).isPositive();
            assertThat(loan.metres()).isBetween(0, radiusMetres);
        });
        int asked = random.needs().stream().mapToInt(Need::places).sum();
        assertThat(lending.unmetPlaces()).isEqualTo(asked - met.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static <K> Map<K, Integer> sums(Lending lending, Function<Loan, K> key) {
        return lending.loans().stream().collect(Collectors.groupingBy(key, Collectors.summingInt(Loan::places)));
    }

    /** So many kilometres north. */
    private static Location at(double kilometres) {
        return new Location(118, 24.5 + kilometres / 111.195);
    }
}
