package cn.jinlin.registration.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One visit.
 *
 * @param date in the district's calendar
 * @param note encrypted
 * @param by who entered it: the member's id, or the officer as its token names it
 * @param at when it was entered
 */
public record Visit(String visitId, LocalDate date, int minutes, Optional<String> note, String by, Instant at) {
    public Visit noted(Optional<String> sealed) {
        return new Visit(visitId, date, minutes, sealed, by, at);
    }
}
