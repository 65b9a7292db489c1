package cn.jinlin.supervision.flow;

import java.util.List;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase.Status;
import org.springframework.stereotype.Component;

/** The largest flow of the smallest cost over a network, by OR-Tools. Its library is loaded at the first use. */
@Component
class FlowSolver {
    private static final class Library {
        static {
            Loader.loadNativeLibraries();
        }

        static MinCostFlow problem(int nodes, int arcs) {
            return new MinCostFlow(nodes, arcs);
        }
    }

    Flow solve(Network network) {
        int lenders = network.lenders().size();
        int nodes = 1 + lenders + network.needs().size();
        if (nodes >= Weights.MOST_NODES) {
            throw new IllegalArgumentException(nodes + " nodes");
        }
        MinCostFlow problem = Library.problem(nodes, lenders * Weights.SEGMENTS);
        try {
            long people = Math.min(network.supply(), network.demand());
            problem.setNodeSupply(0, people);
            addLenders(problem, network.lenders());
            int first = addNeeds(problem, network, Weights.of(people));
            Status status = problem.solveMaxFlowWithMinCost();
            if (status != Status.OPTIMAL) {
                throw new IllegalStateException("the solver says " + status);
            }
            return read(problem, network, first);
        } finally {
            problem.delete();
        }
    }

    /** Node 0 is the source; from it a lender has an arc for each segment. */
    private static void addLenders(MinCostFlow problem, List<Lender> lenders) {
        for (int lender = 0; lender < lenders.size(); lender++) {
            for (int j = 0; j < Weights.SEGMENTS; j++) {
                problem.addArcWithCapacityAndUnitCost(0, 1 + lender, Weights.segment(lenders.get(lender).people(), j), j);
            }
        }
    }

    /** Returns the first arc from a lender to a need; the others follow in the order of the network. */
    private static int addNeeds(MinCostFlow problem, Network network, Weights weights) {
        int first = problem.getNumArcs();
        for (int need = 0; need < network.needs().size(); need++) {
            int node = 1 + network.lenders().size() + need;
            int places = network.needs().get(need).places();
            problem.setNodeSupply(node, -places);
            for (Arc arc : network.arcs().get(need)) {
                int capacity = Math.min(places, network.lenders().get(arc.lender()).people());
                problem.addArcWithCapacityAndUnitCost(1 + arc.lender(), node, capacity, weights.cost(arc.steps()));
            }
        }
        return first;
    }

    private static Flow read(MinCostFlow problem, Network network, int first) {
        Flow flow = new Flow(network);
        int index = first;
        for (int need = 0; need < network.needs().size(); need++) {
            for (Arc arc : network.arcs().get(need)) {
                int people = Math.toIntExact(problem.getFlow(index++));
                if (people > 0) {
                    flow.lend(arc, need, people);
                }
            }
        }
        return flow;
    }
}
