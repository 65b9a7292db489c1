package cn.jinlin.supervision.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;

/** Finds who lends to whom. */
@Service
public class Balance {
    private static final Location NOWHERE = new Location(0, 0);

    private final FlowSolver solver;

    Balance(FlowSolver solver) {
        this.solver = solver;
    }

    /**
     * How far the search goes.
     *
     * @param radiusMetres how far away a lender may be; at most 50 km
     * @param nearest how many of the nearest lenders within the radius each need is joined to at first
     * @param allBelow a network of at most so many arcs is taken whole
     */
    public record Reach(int radiusMetres, int nearest, int allBelow) {
        public Reach {
            if (radiusMetres < 1 || radiusMetres / Arc.STEP_METRES > Weights.MOST_STEPS || nearest < 1 || allBelow < 0) {
                throw new IllegalArgumentException("radius " + radiusMetres + " m, nearest " + nearest);
            }
        }
    }

    /**
     * The optimum: the fewest unmet places that any network within the radius allows, then the least distance and the least
     * unevenness in the network that was needed for it. The order of the lists does not matter.
     */
    public Lending lend(List<Lender> lenders, List<Need> needs, Reach reach) {
        List<Lender> able = lenders.stream().filter(lender -> lender.people() > 0).sorted(Comparator.comparing(Lender::id))
                .toList();
        List<Need> open = needs.stream().filter(need -> need.places() > 0).sorted(Comparator.comparing(Need::id)).toList();
        if (able.isEmpty() || open.isEmpty()) {
            return Lending.none(open);
        }
        Widening network = new Widening(able, open, reach);
        Flow flow = solver.solve(network.network());
        while (flow.couldMeetMore() && network.widen(flow)) {
            flow = solver.solve(network.network());
        }
        return flow.lending();
    }

    /**
     * How many places of their own communities people fill: as many as possible, and of all ways to do that one that needs
     * the fewest people who could be lent. A loan's lender and need have the ids of helpers and community.
     */
    public Lending atHome(List<Helpers> helpers, List<Need> needs) {
        List<Helpers> able = helpers.stream().filter(each -> each.people() > 0).sorted(Comparator.comparing(Helpers::id))
                .toList();
        List<Need> open = needs.stream().filter(need -> need.places() > 0).sorted(Comparator.comparing(Need::id)).toList();
        if (able.isEmpty() || open.isEmpty()) {
            return Lending.none(open);
        }
        List<Lender> lenders = able.stream().map(each -> new Lender(each.id(), NOWHERE, each.people())).toList();
        return solver.solve(new Network(lenders, open, homeArcs(able, open.stream().map(Need::id).toList()))).lending();
    }

    private static List<List<Arc>> homeArcs(List<Helpers> helpers, List<String> communities) {
        Map<String, List<Arc>> arcs = new HashMap<>();
        for (int i = 0; i < helpers.size(); i++) {
            Arc arc = new Arc(i, helpers.get(i).lendable() ? 1 : 0);
            helpers.get(i).homes().forEach(home -> arcs.computeIfAbsent(home, _ -> new ArrayList<>()).add(arc));
        }
        return communities.stream().map(community -> arcs.getOrDefault(community, List.of())).toList();
    }
}
