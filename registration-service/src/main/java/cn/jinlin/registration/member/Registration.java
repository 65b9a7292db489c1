package cn.jinlin.registration.member;

import java.time.Instant;
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
    record Pending(Place place, Instant since) implements Registration {
        Confirmed confirm(String by, Instant now) {
            return new Confirmed(place, now, by);
        }

        Rejected reject(String by, Optional<String> reason, Instant now) {
            return new Rejected(place, now, by, reason);
        }
    }

    /** The community agreed; the member serves there. {@code by} is the officer, as the token names it. */
    record Confirmed(Place place, Instant since, String by) implements Registration {}

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
