package cn.jinlin.request.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;

/**
 * What a community asks for; its officer may edit it.
 *
 * @param endsAt the first instant at which the work is over
 * @param audience the widest stage
 * @param checkInRadiusMetres how far from {@code location} a participant may check in; empty for anywhere
 */
public record Terms(Optional<String> compoundId, Optional<Location> location, String title, String description, Category category,
        Instant startsAt, Instant endsAt, Capacity capacity, Audience audience, Optional<Integer> checkInRadiusMetres) {

    /** The planned length, the measure of the minutes that may be served. */
    public Duration length() {
        return Duration.between(startsAt, endsAt);
    }
}
