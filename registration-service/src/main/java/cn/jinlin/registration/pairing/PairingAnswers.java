package cn.jinlin.registration.pairing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.registration.household.HouseholdDesk;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairings.Status;
import cn.jinlin.registration.visit.Visit;

/** What of a pairing goes out: ids, dates and figures to all in scope, notes to those who know the household anyway. */
@Component
class PairingAnswers {
    private final PairingDesk desk;
    private final HouseholdDesk households;
    private final PairingScope scope;

    PairingAnswers(PairingDesk desk, HouseholdDesk households, PairingScope scope) {
        this.desk = desk;
        this.households = households;
        this.scope = scope;
    }

    /**
     * @param dueOn the last day on which the next visit comes in time; absent once it ended
     * @param minutes of all visits
     */
    record PairingAnswer(String pairingId, String householdId, String memberId, String communityId, Optional<String> teamId,
            int rhythmDays, Status status, LocalDate startedOn, Optional<LocalDate> dueOn, boolean overdue,
            Optional<LocalDate> lastVisitOn, int visits, int minutes, Optional<EndAnswer> ending) {}

    /** @param note in the answer about one pairing alone */
    record EndAnswer(EndReason reason, Optional<String> note, Instant at) {}

    /** @param enteredBy the member's id, or the officer as its token names it */
    record VisitAnswer(String visitId, LocalDate date, int minutes, Optional<String> note, String enteredBy, Instant enteredAt) {}

    /** Without what was noted at its end. */
    PairingAnswer of(Pairing pairing) {
        return of(pairing, Optional.empty());
    }

    /** With what was noted at its end, for the officer, whom the household's access log then keeps. */
    PairingAnswer whole(Pairing pairing, Caller caller) {
        if (!scope.isOfficer(caller, pairing) || pairing.ending().flatMap(Pairing.Ending::note).isEmpty()) {
            return of(pairing);
        }
        households.logAccess(pairing.pair().householdId(), caller, "endingNote", pairing.pairingId());
        return of(pairing, desk.endingNote(pairing));
    }

    private PairingAnswer of(Pairing pairing, Optional<String> endingNote) {
        return new PairingAnswer(pairing.pairingId(), pairing.pair().householdId(), pairing.pair().memberId(),
                pairing.pair().communityId(), pairing.terms().teamId(), pairing.terms().rhythmDays(), Pairings.status(pairing),
                pairing.startedOn(), Optional.of(pairing.due().on()).filter(on -> pairing.active()), desk.isOverdue(pairing),
                pairing.lastVisitOn(), pairing.visits().size(), pairing.minutes(),
                pairing.ending().map(end -> new EndAnswer(end.reason(), endingNote, end.at())));
    }

    VisitAnswer entered(Visit visit, Optional<String> note) {
        return new VisitAnswer(visit.visitId(), visit.date(), visit.minutes(), note, visit.by(), visit.at());
    }

    /** Where a visit stands among the visits of its pairing: the newest day first, of one day what was entered last. */
    static final Comparator<Visit> NEWEST_FIRST = Comparator.comparing(Visit::date).thenComparing(Visit::visitId).reversed();

    /** Visits with their notes for those who may read them; the household's access log keeps who did. */
    List<VisitAnswer> read(Pairing pairing, List<Visit> visits, Caller caller) {
        boolean noted = visits.stream().anyMatch(visit -> visit.note().isPresent());
        if (!noted || !scope.mayReadNotes(caller, pairing)) {
            return visits.stream().map(visit -> entered(visit, Optional.empty())).toList();
        }
        households.logAccess(pairing.pair().householdId(), caller, "visitNotes", pairing.pairingId());
        Map<String, String> notes = desk.notes(pairing, visits);
        return visits.stream().map(visit -> entered(visit, Optional.ofNullable(notes.get(visit.visitId())))).toList();
    }
}
