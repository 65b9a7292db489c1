package cn.jinlin.request.terms;

import java.time.LocalDate;

/**
 * Of which series an order is, and on which day of it: no series has two orders of one day.
 *
 * @param apart somebody edited the draft by itself, so that it follows its series no more
 */
public record Occurrence(String seriesId, LocalDate date, boolean apart) {
    public static Occurrence of(String seriesId, LocalDate date) {
        return new Occurrence(seriesId, date, false);
    }

    public Occurrence editedApart() {
        return new Occurrence(seriesId, date, true);
    }
}
