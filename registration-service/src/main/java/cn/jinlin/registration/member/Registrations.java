package cn.jinlin.registration.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Both registrations of a member and what was before them.
 *
 * @param history what ended, was refused or was left for another community; the newest last, at most {@link #REMEMBERED}
 */
public record Registrations(Optional<Registration> unitCommunity, Optional<Registration> residence, List<Past> history) {
    static final int REMEMBERED = 100;
    static final Registrations NONE = new Registrations(Optional.empty(), Optional.empty(), List.of());

    /** A registration that another took the place of. */
    public record Past(RegistrationKind kind, Registration was, Instant until) {}

    public Registrations {
        history = List.copyOf(history);
    }

    public Optional<Registration> of(RegistrationKind kind) {
        return switch (kind) {
            case UNIT_COMMUNITY -> unitCommunity;
            case RESIDENCE -> residence;
        };
    }

    /** Whether one of the two is pending or confirmed in this community. */
    public boolean liveIn(String communityId) {
        return Stream.of(unitCommunity, residence).flatMap(Optional::stream).anyMatch(one -> one.liveIn(communityId));
    }

    /** Whether one of the two is confirmed in this community. */
    boolean confirmedIn(String communityId) {
        return Stream.of(unitCommunity, residence).flatMap(Optional::stream)
                .anyMatch(one -> one instanceof Registration.Confirmed && one.liveIn(communityId));
    }

    /** A report to another place; the registration of this kind so far goes into the history. */
    Registrations move(RegistrationKind kind, Registration next, Instant now) {
        List<Past> past = Stream
                .concat(history.stream(), of(kind).stream().map(was -> new Past(kind, was, now))).toList();
        return new Registrations(unitCommunity, residence, past.subList(Math.max(0, past.size() - REMEMBERED), past.size()))
                .with(kind, next);
    }

    /** The same report, one step further. */
    Registrations with(RegistrationKind kind, Registration next) {
        return switch (kind) {
            case UNIT_COMMUNITY -> new Registrations(Optional.of(next), residence, history);
            case RESIDENCE -> new Registrations(unitCommunity, Optional.of(next), history);
        };
    }
}
