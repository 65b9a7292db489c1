package cn.jinlin.registration.row;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.registration.sheet.Line;

/** Which column stands where. */
public record Header(Map<Column, Integer> places, int width) {
    private static final int NAMED = 20;
    private static final int SHOWN = 40;

    /** Refuses the file unless every heading is known, none stands twice and all that are needed are there. */
    public static Header of(Line line) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String heading = line.cell(i);
            int place = i;
            if (!heading.isEmpty()) {
                Column.of(heading).ifPresentOrElse(column -> {
                    if (places.putIfAbsent(column, place) != null) {
                        errors.add(FieldError.of("header." + column.field(), "GIVEN_TWICE"));
                    }
                }, () -> errors.add(FieldError.of("header." + shown(heading), "UNKNOWN_COLUMN")));
            }
        }
        Column.NEEDED.stream().filter(column -> !places.containsKey(column))
                .forEach(column -> errors.add(FieldError.of("header." + column.field(), "REQUIRED")));
        if (!errors.isEmpty()) {
            throw new Invalid(errors.subList(0, Math.min(NAMED, errors.size())));
        }
        return new Header(Map.copyOf(places), line.cells().size());
    }

    /** The text under a column; empty where the table has no such column. */
    String text(Line line, Column column) {
        Integer place = places.get(column);
        return place == null ? "" : line.cell(place);
    }

    boolean isFormula(Line line, Column column) {
        Integer place = places.get(column);
        return place != null && line.formulas().get(place);
    }

    /** Whether something stands beyond or under no heading: then the line's cells have slipped. */
    boolean hasSlipped(Line line) {
        for (int i = 0; i < line.cells().size(); i++) {
            if (!line.cell(i).isEmpty() && !places.containsValue(i)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String heading) {
        return heading.length() > SHOWN ? heading.substring(0, SHOWN) + "…" : heading;
    }
}
