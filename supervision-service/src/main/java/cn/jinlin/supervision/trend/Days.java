package cn.jinlin.supervision.trend;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** One row for each area and day; a count never replaces a later one. */
@Repository
public class Days {
    /** The collection's name, and the field that holds a row's date as text. */
    public static final String COLLECTION = "coverageDays";
    public static final String DATE = "date";

    private static final String AREA = "area";
    private static final String LEVEL = "level";
    private static final int DISTRICT_DIGITS = 6;

    private final View<DayFigures> view;

    public Days(Store store) {
        view = store.view(COLLECTION, DayFigures.class,
                day -> Map.of(AREA, day.area(), DATE, day.date().toString(), LEVEL, day.area().length()),
                List.of(new IndexModel(Indexes.ascending(AREA, DATE)), new IndexModel(Indexes.ascending(LEVEL, AREA)),
                        new IndexModel(Indexes.ascending(DATE))));
    }

    /** @param ticket grows with every count of an area */
    public void keep(Collection<DayFigures> days, long ticket) {
        view.apply(days.stream().map(day -> new View.Entry<>(day.area() + "@" + day.date(), ticket, day)).toList());
    }

    /** The days of an area from the first to the last, both included, those without a count left out. */
    List<DayFigures> of(String area, LocalDate from, LocalDate to) {
        return view.find(Filters.and(Filters.eq(AREA, area), Filters.gte(DATE, from.toString()),
                Filters.lte(DATE, to.toString())), Sorts.ascending(AREA, DATE), Integer.MAX_VALUE);
    }

    /** The district with the lowest code. */
    Optional<String> lowestDistrict() {
        return view.find(Filters.eq(LEVEL, DISTRICT_DIGITS), Sorts.ascending(LEVEL, AREA), 1).stream().map(DayFigures::area)
                .findFirst();
    }
}
