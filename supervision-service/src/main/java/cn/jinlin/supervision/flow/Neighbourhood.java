package cn.jinlin.supervision.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.events.Location;

/** Finds the lenders within a radius of a place, by a grid whose cells are as wide as the radius. */
final class Neighbourhood {
    private static final Comparator<Arc> NEAREST_FIRST = Comparator.comparingInt(Arc::steps).thenComparingInt(Arc::lender);
    private static final double METRES_A_DEGREE = 111_000;
    /** Beyond it meridians are too close together for a grid; nobody lives there. */
    private static final double HIGHEST_LATITUDE = 85;

    private final List<Lender> lenders;
    private final int radiusSteps;
    private final double latitudeCell;
    private final double longitudeCell;
    private final Map<Cell, List<Integer>> grid = new HashMap<>();

    private record Cell(long x, long y) {}

    Neighbourhood(List<Lender> lenders, int radiusMetres) {
        this.lenders = lenders;
        this.radiusSteps = radiusMetres / Arc.STEP_METRES;
        double highest = lenders.stream().mapToDouble(each -> Math.abs(each.at().latitude())).max().orElse(0) + 1;
        this.latitudeCell = radiusMetres / METRES_A_DEGREE;
        this.longitudeCell = latitudeCell / Math.cos(Math.toRadians(Math.min(HIGHEST_LATITUDE, highest)));
        for (int i = 0; i < lenders.size(); i++) {
            grid.computeIfAbsent(cell(lenders.get(i).at(), 0, 0), _ -> new ArrayList<>()).add(i);
        }
    }

    /** All within the radius, the nearest first. */
    List<Arc> around(Location place) {
        List<Arc> found = new ArrayList<>();
        for (int dx = -1; dx <= 1; dx++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int lender : grid.getOrDefault(cell(place, dx, dy), List.of())) {
                    int steps = Arc.between(place, lenders.get(lender).at());
                    if (steps <= radiusSteps) {
                        found.add(new Arc(lender, steps));
                    }
                }
            }
        }
        found.sort(NEAREST_FIRST);
        return found;
    }

    private Cell cell(Location place, int dx, int dy) {
        return new Cell((long) Math.floor(place.longitude() / longitudeCell) + dx,
                (long) Math.floor(place.latitude() / latitudeCell) + dy);
    }
}
