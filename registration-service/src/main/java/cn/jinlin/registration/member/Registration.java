package cn.jinlin.registration.member;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;

/** A member's report to a community, and how far it has come; {@code since} is when it got there. */
public sealed interface Registration {
    Place place();

    Instant since();

    /** A community, and for a residence perhaps the compound. */
    record Place(String communityId, Optional<String> compoundId) {}

    /** Waits for the community's officer. */
    record Pending(Place place, Instant since) implements Registration {}

    /**
     * The community agreed; the member serves there for a year, and on when it is confirmed anew.
     *
     * @param by the officer, as the token names it
     * @param anew when it was confirmed the last time after {@code since}
     */
    record Confirmed(Place place, Instant since, String by, Optional<Instant> anew) implements Registration {
        /** How long before the end it may be confirmed anew. */
        public static final Duration RENEWAL = Duration.ofDays(60);

        /** When the year began. */
        Instant begun() {
            return anew.orElse(since);
        }

        /** The first instant at which the confirmation no longer holds. */
        public Instant until() {
            return begun().atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        }
    }

    record Rejected(Place place, Instant since, String by, Optional<String> reason) implements Registration {}

    record Withdrawn(Place place, Instant since) implements Registration {}

    default RegistrationStatus status() {
        return switch (this) {
            case Pending _ -> RegistrationStatus.PENDING;
            case Confirmed _ -> RegistrationStatus.CONFIRMED;
            case Rejected _ -> RegistrationStatus.REJECTED;
            case Withdrawn _ -> RegistrationStatus.WITHDRAWN;
        };
    }

    /** Whether an officer is to say something: to a report, or to a confirmation that soon runs out. */
    default boolean decidable(Instant now) {
        return switch (this) {
            case Pending _ -> true;
            case Confirmed confirmed -> !now.isBefore(confirmed.until().minus(Confirmed.RENEWAL));
            case Rejected _,Withdrawn _ -> false;
        };
    }

    /** Confirmed by this officer; what was confirmed before goes on. */
    default Confirmed confirmed(String by, Instant now) {
        return this instanceof Confirmed before
                ? new Confirmed(place(), before.since(), by, Optional.of(now))
                : new Confirmed(place(), now, by, Optional.empty());
    }

    /** Whether it still counts: pending or confirmed. */
    default boolean live() {
        return switch (this) {
            case Pending _,Confirmed _ -> true;
            case Rejected _,Withdrawn _ -> false;
        };
    }

    /** Whether it counts and is with this community. */
    default boolean liveIn(String communityId) {
        return live() && place().communityId().equals(communityId);
    }

    default Registered told() {
        return new Registered(place().communityId(), place().compoundId(), status(), since());
    }
}
