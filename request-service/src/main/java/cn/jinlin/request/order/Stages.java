package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Audience;

/**
 * How an order that was offered widens, so that not everybody swarms to one place. Once all offers are answered or
 * lapsed it moves on a stage if they left places. Every further stage comes after a day, or after half of the time that
 * is left to the start if that is less, provided that places are still free. It never goes past the audience.
 */
final class Stages {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private Stages() {}

    static ServiceOrder.Open opened(Sheet sheet, Instant at) {
        boolean placesLeft = sheet.terms().capacity().max() > sheet.offers().acceptedPlaces();
        Sheet next = placesLeft ? sheet.at(after(sheet.stage(), sheet.terms().audience())) : sheet;
        return new ServiceOrder.Open(next, widensAt(next, at));
    }

    /** The next stage if places are free, else the same for a while longer. */
    static Claiming.Step widened(Sheet sheet, Instant at) {
        boolean free = sheet.freePlaces() > 0;
        return free
                ? Claiming.promote(sheet.at(after(sheet.stage(), sheet.terms().audience())), List.of(), at)
                : new Claiming.Step(sheet, List.of());
    }

    static Optional<Instant> widensAt(Sheet sheet, Instant at) {
        Instant start = sheet.terms().startsAt();
        if (sheet.stage().compareTo(sheet.terms().audience()) >= 0) {
            return Optional.empty();
        }
        Duration half = Duration.between(at, start).dividedBy(2);
        Duration wait = half.compareTo(LONGEST) > 0 ? LONGEST : half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
        return Optional.of(at.plus(wait)).filter(next -> next.isBefore(start));
    }

    private static Audience after(Audience stage, Audience widest) {
        Audience next = switch (stage) {
            case PARTNER_UNITS -> Audience.COMMUNITY;
            case COMMUNITY, DISTRICT -> Audience.DISTRICT;
        };
        return next.compareTo(widest) > 0 ? widest : next;
    }
}
