package cn.jinlin.supervision.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;

/**
 * The same aims, solved by JGraphT: here an unmet place is an arc of its own that costs more than everything else together,
 * and distances come from another formula.
 */
final class IndependentSolver {
    private static final int SOURCE = 0;

    private final List<Lender> lenders;
    private final List<Need> needs;
    private final Graph<Integer, DefaultWeightedEdge> graph = new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);
    private final Map<DefaultWeightedEdge, Integer> capacities = new HashMap<>();
    private final Map<DefaultWeightedEdge, int[]> meaning = new HashMap<>();

    /** What a plan is worth, in the order of the aims. */
    record Worth(long unmet, long distance, long unevenness) {
        static Worth of(Lending lending) {
            return new Worth(lending.unmetPlaces(), lending.distanceSteps(), lending.unevenness());
        }
    }

    IndependentSolver(List<Lender> lenders, List<Need> needs) {
        this.lenders = lenders;
        this.needs = needs;
    }

    Worth best(int radiusMetres) {
        int demand = needs.stream().mapToInt(Need::places).sum();
        long step = 7L * demand + 1;
        double unmet = (double) (step * (radiusMetres / 10) + 8) * (demand + 1);
        for (int node = 0; node <= lenders.size() + needs.size(); node++) {
            graph.addVertex(node);
        }
        for (int lender = 0; lender < lenders.size(); lender++) {
            for (int j = 0; j < 8; j++) {
                int people = lenders.get(lender).people();
                arc(SOURCE, 1 + lender, (j + 1) * people / 8 - j * people / 8, j, 0, 0, j);
            }
        }
        for (int need = 0; need < needs.size(); need++) {
            int node = 1 + lenders.size() + need;
            arc(SOURCE, node, needs.get(need).places(), unmet, 1, 0, 0);
            for (int lender = 0; lender < lenders.size(); lender++) {
                int steps = steps(lenders.get(lender), needs.get(need));
                if (steps <= radiusMetres / 10) {
                    arc(1 + lender, node, needs.get(need).places(), step * steps, 0, steps, 0);
                }
            }
        }
        return solve(demand);
    }

    private Worth solve(int demand) {
        Map<DefaultWeightedEdge, Double> flow = new CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge>()
                .getMinimumCostFlow(new MinimumCostFlowProblemImpl<>(graph, node -> supply(node, demand), capacities::get))
                .getFlowMap();
        long[] worth = new long[3];
        flow.forEach((edge, people) -> {
            for (int i = 0; i < worth.length; i++) {
                worth[i] += Math.round(people) * meaning.get(edge)[i];
            }
        });
        return new Worth(worth[0], worth[1], worth[2]);
    }

    private int supply(int node, int demand) {
        return node == SOURCE ? demand : node <= lenders.size() ? 0 : -needs.get(node - 1 - lenders.size()).places();
    }

    private void arc(int from, int to, int capacity, double cost, int unmet, int steps, int uneven) {
        DefaultWeightedEdge edge = graph.addEdge(from, to);
        graph.setEdgeWeight(edge, cost);
        capacities.put(edge, capacity);
        meaning.put(edge, new int[]{unmet, steps, uneven});
    }

    /** The spherical law of cosines, by way of vectors. */
    private static int steps(Lender lender, Need need) {
        double[] a = vector(lender.at().longitude(), lender.at().latitude());
        double[] b = vector(need.at().longitude(), need.at().latitude());
        double chord = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
        return (int) Math.round(2 * 6_371_008.8 * Math.asin(chord / 2) / 10);
    }

    private static double[] vector(double longitude, double latitude) {
        double l = Math.toRadians(longitude);
        double b = Math.toRadians(latitude);
        return new double[]{Math.cos(b) * Math.cos(l), Math.cos(b) * Math.sin(l), Math.sin(b)};
    }
}
