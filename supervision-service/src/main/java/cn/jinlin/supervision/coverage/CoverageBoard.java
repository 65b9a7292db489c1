package cn.jinlin.supervision.coverage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The board of one or several districts: every community once, each measured against the median of its own district.
 *
 * @param medians of the loads in each district, communities that are idle left out
 */
record CoverageBoard(List<Row> rows, Map<String, Double> medians) {
    /** How a load stands against its district. */
    enum Band {
        /** More places than its people can fill. */
        SHORT,
        /** As the others are. */
        BALANCED,
        /** People to lend. */
        SURPLUS;

        /** @param median of the loads in the district */
        static Band of(Figures figures, double median, CoverageProperties limits) {
            if (figures.work().openPlaces() > 0 && figures.members().active() == 0) {
                return SHORT;
            }
            double load = figures.load();
            if (load >= limits.leastLoad() && load > limits.shortAbove() * median) {
                return SHORT;
            }
            return !figures.isIdle() && load < limits.surplusBelow() * median ? SURPLUS : BALANCED;
        }
    }

    /** @param counts with it the band that follows from the district's median */
    record Row(Counts counts, Band band) {}

    static CoverageBoard of(Collection<Counts> all, CoverageProperties limits) {
        Map<String, Double> medians = all.stream().filter(counts -> !counts.figures().isIdle())
                .collect(Collectors.groupingBy(Counts::district, Collectors.collectingAndThen(
                        Collectors.mapping(counts -> counts.figures().load(), Collectors.toList()), CoverageBoard::median)));
        return new CoverageBoard(all.stream().map(counts -> new Row(counts,
                Band.of(counts.figures(), medians.getOrDefault(counts.district(), 0.0), limits))).toList(), medians);
    }

    /** Those of some communities; their bands still follow from the whole district. */
    CoverageBoard only(Collection<String> communityIds) {
        return new CoverageBoard(rows.stream().filter(row -> communityIds.contains(row.counts().communityId())).toList(),
                medians);
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(List<Double> loads) {
        List<Double> sorted = loads.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
