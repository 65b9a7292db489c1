package cn.jinlin.registration.member;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.registration.member.Registration.Confirmed;
import cn.jinlin.registration.member.Registration.Pending;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.Registration.Withdrawn;

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

    /** When the next confirmation runs out. */
    public Optional<Instant> runsOutAt() {
        return Stream.of(unitCommunity, residence).flatMap(Optional::stream).filter(Confirmed.class::isInstance)
                .map(one -> ((Confirmed) one).until()).min(Comparator.naturalOrder());
    }

    /** A confirmation that nobody gave anew waits for the officer again. */
    Registrations runOut(Instant now) {
        Registrations next = this;
        for (RegistrationKind kind : RegistrationKind.values()) {
            if (next.of(kind).orElse(null) instanceof Confirmed confirmed && !confirmed.until().isAfter(now)) {
                next = next.move(kind, new Pending(confirmed.place(), confirmed.until()), confirmed.until());
            }
        }
        return next;
    }

    /** Without what was, and with nothing that counts; where the member was registered last stays. */
    Registrations erased(Instant now) {
        return new Registrations(unitCommunity.map(one -> ended(one, now)), residence.map(one -> ended(one, now)), List.of());
    }

    private static Registration ended(Registration one, Instant now) {
        return new Withdrawn(new Place(one.place().communityId(), Optional.empty()), one.live() ? now : one.since());
    }

    /** Whether one of the two is pending or confirmed in this community. */
    public boolean liveIn(String communityId) {
        return Stream.of(unitCommunity, residence).flatMap(Optional::stream).anyMatch(one -> one.liveIn(communityId));
    }

    /** Whether one of the two is confirmed in this community. */
    boolean confirmedIn(String communityId) {
        return Stream.of(unitCommunity, residence).flatMap(Optional::stream)
                .anyMatch(one -> one instanceof Confirmed && one.liveIn(communityId));
    }

    /** Whether one of the two is confirmed in this community, or only waits to be so anew after its year or within it. */
    boolean staysIn(String communityId) {
        return confirmedIn(communityId)
                || Stream.of(RegistrationKind.values()).anyMatch(kind -> waitsAnewIn(communityId, kind));
    }

    private boolean waitsAnewIn(String communityId, RegistrationKind kind) {
        Optional<Registration> now = of(kind).filter(one -> one.liveIn(communityId));
        return now.isPresent() && history.reversed().stream().filter(past -> past.kind() == kind).findFirst()
                .filter(past -> past.was() instanceof Confirmed before && before.liveIn(communityId))
                .filter(past -> past.until().equals(now.get().since())).isPresent();
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
