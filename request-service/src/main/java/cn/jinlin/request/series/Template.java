package cn.jinlin.request.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/**
 * What the orders of a series have in common.
 *
 * @param startTime by the clock of the district
 * @param minutes how long the work lasts
 */
record Template(Optional<String> compoundId, Optional<Location> location, String title, String description, Category category,
        LocalTime startTime, int minutes, Capacity capacity, Audience audience, Optional<Integer> checkInRadiusMetres,
        List<Offering> offers) {
    Template {
        offers = List.copyOf(offers);
    }

    /** @param hoursBefore how long before the start the answer must have come */
    record Offering(Offeree to, int places, int hoursBefore) {}

    Instant startOn(LocalDate date, ZoneId zone) {
        return date.atTime(startTime).atZone(zone).toInstant();
    }

    Terms termsOn(LocalDate date, ZoneId zone) {
        Instant start = startOn(date, zone);
        return new Terms(compoundId, location, title, description, category, start, start.plus(Duration.ofMinutes(minutes)),
                capacity, audience, checkInRadiusMetres);
    }

    Offers offersOn(LocalDate date, ZoneId zone) {
        return new Offers(offers.stream()
                .map(offer -> OrderOffer.of(offer.to(), offer.places(), startOn(date, zone).minus(hours(offer)))).toList());
    }

    /** An order of this day that came later would come too late for somebody. */
    Instant latestOn(LocalDate date, ZoneId zone) {
        Duration earliest = offers.stream().map(Template::hours).max(Duration::compareTo).orElse(Duration.ZERO);
        return startOn(date, zone).minus(earliest);
    }

    private static Duration hours(Offering offer) {
        return Duration.ofHours(offer.hoursBefore());
    }
}
