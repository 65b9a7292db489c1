package cn.jinlin.registration.pairing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.registration.visit.Due;
import cn.jinlin.registration.visit.Visit;

/**
 * A member that visits a household.
 *
 * @param startedOn the day on which it began, in the district's calendar
 * @param settled whether it was looked at since it began or ended; until then that is due at once, because a registration may
 *        have ended in the same moment, and because the member is still to be told
 * @param visits in the order in which they were entered
 * @param remindedOf the due date that a reminder went out for
 * @param ending empty while it lasts
 */
record Pairing(String pairingId, Pair pair, Terms terms, Instant since, LocalDate startedOn, boolean settled, Due due,
        List<Visit> visits, Optional<LocalDate> remindedOf, Optional<Ending> ending) {
    static final int MOST_VISITS = 1_000;

    Pairing {
        visits = List.copyOf(visits);
    }

    record Pair(String householdId, String memberId, String communityId) {}

    /** @param teamId the mutual-aid team that looks after it */
    record Terms(int rhythmDays, Optional<String> teamId) {}

    enum EndReason {
        NO_LONGER_WANTED, MOVED_AWAY, MEMBER_UNAVAILABLE, OTHER, REGISTRATION_ENDED, MEMBER_DELETED, HOUSEHOLD_REMOVED
    }

    /** @param note encrypted */
    record Ending(EndReason reason, Optional<String> note, Instant at) {
        static Ending of(EndReason reason, Instant at) {
            return new Ending(reason, Optional.empty(), at);
        }
    }

    /** The next visit is due: once for each due date. */
    record Reminder(String pairingId, String memberId, LocalDate dueOn) {}

    static Pairing made(String pairingId, Pair pair, Terms terms, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return new Pairing(pairingId, pair, terms, now, today, false, Due.after(today, terms.rhythmDays(), zone), List.of(),
                Optional.empty(), Optional.empty());
    }

    boolean active() {
        return ending.isEmpty();
    }

    boolean overdue(Instant now) {
        return active() && !due.overdueAt().isAfter(now);
    }

    /** When it is to be looked at by itself. */
    Optional<Instant> dueAt() {
        if (!settled) {
            return Optional.of(since);
        }
        return active() ? Optional.of(due.remindAt()).filter(at -> !reminded()) : Optional.empty();
    }

    Optional<Reminder> reminder(Instant now) {
        return settled
                ? dueAt().filter(at -> !at.isAfter(now)).map(at -> new Reminder(pairingId, pair.memberId(), due.on()))
                : Optional.empty();
    }

    Optional<LocalDate> lastVisitOn() {
        return visits.stream().map(Visit::date).max(LocalDate::compareTo);
    }

    int minutes() {
        return visits.stream().mapToInt(Visit::minutes).sum();
    }

    /** A visit of the past or of today; one entered late moves the next one only if it is the latest. */
    Pairing visited(Visit visit, LocalDate today, ZoneId zone) {
        requireActive();
        if (visit.date().isAfter(today)) {
            throw Invalid.field("date", "IN_FUTURE");
        }
        if (visit.date().isBefore(startedOn)) {
            throw Invalid.field("date", "BEFORE_PAIRING", startedOn);
        }
        if (visits.size() >= MOST_VISITS) {
            throw PairingRefusal.TOO_MANY_VISITS.because(MOST_VISITS);
        }
        Pairing next = new Pairing(pairingId, pair, terms, since, startedOn, settled, due,
                Stream.concat(visits.stream(), Stream.of(visit)).toList(), remindedOf, ending);
        return next.inRhythm(terms, zone);
    }

    Pairing agreed(Terms next, ZoneId zone) {
        requireActive();
        return inRhythm(next, zone);
    }

    /** Ends it; a second end is refused, and the first one's reason stays. */
    Pairing end(Ending how) {
        requireActive();
        return with(false, remindedOf, Optional.of(how));
    }

    Pairing settle() {
        return with(true, remindedOf, ending);
    }

    /** A reminder for this due date went out; for another date than the one that is due now that changes nothing. */
    Pairing reminded(LocalDate dueOn) {
        return active() && due.on().equals(dueOn) ? with(settled, Optional.of(dueOn), ending) : this;
    }

    /** What was noted about the household goes; figures and dates stay. */
    Pairing withoutNotes() {
        return noted(visits.stream().map(visit -> visit.noted(Optional.empty())).toList(), Optional.empty());
    }

    /** The same with other ciphertexts. */
    Pairing noted(List<Visit> noted, Optional<String> endingNote) {
        return new Pairing(pairingId, pair, terms, since, startedOn, settled, due, noted, remindedOf,
                ending.map(how -> new Ending(how.reason(), endingNote, how.at())));
    }

    private boolean reminded() {
        return remindedOf.filter(due.on()::equals).isPresent();
    }

    private Pairing inRhythm(Terms next, ZoneId zone) {
        return new Pairing(pairingId, pair, next, since, startedOn, settled,
                Due.after(lastVisitOn().orElse(startedOn), next.rhythmDays(), zone), visits, remindedOf, ending);
    }

    private Pairing with(boolean settled, Optional<LocalDate> remindedOf, Optional<Ending> ending) {
        return new Pairing(pairingId, pair, terms, since, startedOn, settled, due, visits, remindedOf, ending);
    }

    private void requireActive() {
        if (!active()) {
            throw PairingRefusal.PAIRING_ENDED.because(pairingId);
        }
    }
}
