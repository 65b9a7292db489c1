package cn.jinlin.supervision.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import cn.jinlin.supervision.flow.Lending.Loan;

/** What flows over a network. */
final class Flow {
    private final Network network;
    private final List<Loan> loans = new ArrayList<>();
    private final int[] lent;
    private final int[] met;
    private final List<List<Integer>> borrowers = new ArrayList<>();

    Flow(Network network) {
        this.network = network;
        this.lent = new int[network.lenders().size()];
        this.met = new int[network.needs().size()];
        for (int i = 0; i < lent.length; i++) {
            borrowers.add(new ArrayList<>());
        }
    }

    void lend(Arc arc, int need, int people) {
        loans.add(new Loan(network.lenders().get(arc.lender()), network.needs().get(need), people, arc.steps()));
        lent[arc.lender()] += people;
        met[need] += people;
        borrowers.get(arc.lender()).add(need);
    }

    int spare(int lender) {
        return network.lenders().get(lender).people() - lent[lender];
    }

    BitSet unmetNeeds() {
        BitSet unmet = new BitSet();
        for (int need = 0; need < met.length; need++) {
            unmet.set(need, met[need] < network.needs().get(need).places());
        }
        return unmet;
    }

    /** The needs that a lender lends to. */
    List<Integer> borrowers(int lender) {
        return borrowers.get(lender);
    }

    boolean couldMeetMore() {
        long flowing = Arrays.stream(met).asLongStream().sum();
        return flowing < network.demand() && flowing < network.supply();
    }

    Lending lending() {
        List<Loan> sorted = loans.stream().sorted(Comparator.comparing((Loan loan) -> loan.need().id())
                .thenComparingInt(Loan::steps).thenComparing(loan -> loan.lender().id())).toList();
        return new Lending(sorted, network.demand() - Arrays.stream(met).asLongStream().sum(),
                loans.stream().mapToLong(loan -> (long) loan.places() * loan.steps()).sum(), unevenness());
    }

    /** The cheapest way to take so many of a lender's people over its segments. */
    private long unevenness() {
        long cost = 0;
        for (int lender = 0; lender < lent.length; lender++) {
            int left = lent[lender];
            for (int j = 0; j < Weights.SEGMENTS && left > 0; j++) {
                int taken = Math.min(left, Weights.segment(network.lenders().get(lender).people(), j));
                cost += (long) j * taken;
                left -= taken;
            }
        }
        return cost;
    }
}
