package cn.jinlin.supervision.coverage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import cn.jinlin.supervision.coverage.CoverageBoard.Band;
import cn.jinlin.supervision.coverage.CoverageBoard.Row;
import cn.jinlin.supervision.coverage.Figures.Headcount;

/**
 * A district and its sub-districts, each person counted once at every level, so that a level may have fewer people than its
 * communities have together.
 */
record Summary(Level district, List<Level> subdistricts) {
    /**
     * @param code the leading digits that its communities share; empty for a district without any community
     * @param name empty for a district: nobody tells of its name
     * @param band its load against the median of its district's communities
     * @param bands how many of its communities stand how
     */
    record Level(String code, String name, int communities, Figures figures, Band band, Map<Band, Integer> bands) {}

    /** @param board of one district */
    static Summary of(CoverageBoard board, String district, CoverageProperties limits) {
        double median = board.medians().getOrDefault(district, 0.0);
        Map<String, List<Row>> bySubdistrict = board.rows().stream()
                .collect(Collectors.groupingBy(row -> row.counts().subdistrictCode(), TreeMap::new, Collectors.toList()));
        List<Level> subdistricts = bySubdistrict.entrySet().stream()
                .map(each -> level(each.getKey(), each.getValue().getFirst().counts().subdistrictName(), each.getValue(),
                        Counts::onceInSubdistrict, median, limits))
                .toList();
        return new Summary(level(district, "", board.rows(), Counts::onceInDistrict, median, limits), subdistricts);
    }

    private static Level level(String code, String name, List<Row> rows, Function<Counts, Headcount> once, double median,
            CoverageProperties limits) {
        Figures figures = rows.stream().map(Row::counts).map(counts -> counts.figures().with(once.apply(counts)))
                .reduce(Figures.NONE, Figures::plus);
        Map<Band, Integer> bands = new EnumMap<>(Band.class);
        for (Band band : Band.values()) {
            bands.put(band, (int) rows.stream().filter(row -> row.band() == band).count());
        }
        return new Level(code, name, rows.size(), figures, Band.of(figures, median, limits), bands);
    }
}
