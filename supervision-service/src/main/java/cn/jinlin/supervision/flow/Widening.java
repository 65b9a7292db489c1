package cn.jinlin.supervision.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

import cn.jinlin.supervision.flow.Balance.Reach;

/**
 * A network of near lenders and needs: a small one has all ways within the radius, a large one those to the nearest lenders,
 * and more of them where that lets more places be met.
 */
final class Widening {
    private final List<Lender> lenders;
    private final List<Need> needs;
    private final Neighbourhood neighbourhood;
    private final List<List<Arc>> arcs = new ArrayList<>();
    private final int[] width;
    private final BitSet complete = new BitSet();

    Widening(List<Lender> lenders, List<Need> needs, Reach reach) {
        this.lenders = lenders;
        this.needs = needs;
        this.neighbourhood = new Neighbourhood(lenders, reach.radiusMetres());
        this.width = new int[needs.size()];
        Arrays.fill(width, reach.nearest());
        long whole = 0;
        for (int need = 0; need < needs.size(); need++) {
            List<Arc> around = around(need);
            whole += around.size();
            arcs.add(cut(need, around, whole <= reach.allBelow() ? around.size() : width[need]));
        }
        for (int need = 0; whole > reach.allBelow() && need < needs.size(); need++) {
            List<Arc> kept = arcs.get(need);
            if (kept.size() > width[need]) {
                arcs.set(need, cut(need, kept, width[need]));
            }
        }
    }

    Network network() {
        return new Network(lenders, needs, List.copyOf(arcs));
    }

    /**
     * Joins needs to twice as many lenders where a wider network could meet more places: where people who are not lent yet
     * stand on a way to an unmet place, perhaps over several loans that would move, and that way lacks an arc.
     *
     * @return false when no wider network meets more
     */
    boolean widen(Flow flow) {
        BitSet reached = reachedFromSparePeople(flow);
        reached.andNot(complete);
        for (int need = reached.nextSetBit(0); need >= 0; need = reached.nextSetBit(need + 1)) {
            width[need] *= 2;
            arcs.set(need, cut(need, around(need), width[need]));
        }
        return !reached.isEmpty();
    }

    /** The needs on such ways, found backwards from the unmet ones; none when no way begins at spare people. */
    private BitSet reachedFromSparePeople(Flow flow) {
        BitSet reached = flow.unmetNeeds();
        Deque<Integer> open = new ArrayDeque<>(reached.stream().boxed().toList());
        BitSet seen = new BitSet();
        boolean spare = false;
        while (!open.isEmpty()) {
            for (Arc arc : around(open.remove())) {
                if (!seen.get(arc.lender())) {
                    seen.set(arc.lender());
                    spare |= flow.spare(arc.lender()) > 0;
                    flow.borrowers(arc.lender()).stream().filter(need -> !reached.get(need)).forEach(need -> {
                        reached.set(need);
                        open.add(need);
                    });
                }
            }
        }
        return spare ? reached : new BitSet();
    }

    private List<Arc> around(int need) {
        return neighbourhood.around(needs.get(need).at());
    }

    private List<Arc> cut(int need, List<Arc> around, int most) {
        complete.set(need, around.size() <= most);
        return around.size() <= most ? around : List.copyOf(around.subList(0, most));
    }
}
