package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.household.Household;
import cn.jinlin.registration.household.HouseholdDesk;
import cn.jinlin.registration.household.HouseholdVisits;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberFollower;
import cn.jinlin.registration.member.Resealer;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Ending;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.pairing.Reminders.VisitDue;
import cn.jinlin.registration.team.Team;
import cn.jinlin.registration.team.TeamDesk;

/** Brings members and households together, keeps their visits, reminds, and parts them. */
@Service
class PairingDesk implements MemberFollower, HouseholdVisits, Resealer {
    private static final int AT_ONCE = 200;
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    private final Pairings pairings;
    private final HouseholdDesk households;
    private final MemberDesk members;
    private final TeamDesk teams;
    private final NoteSealing sealing;
    private final List<Reminders> reminders;
    private final VisitCalendar calendar;
    private final Clock clock;

    PairingDesk(Pairings pairings, HouseholdDesk households, MemberDesk members, TeamDesk teams, NoteSealing sealing,
            List<Reminders> reminders, VisitCalendar calendar, Clock clock) {
        this.pairings = pairings;
        this.households = households;
        this.members = members;
        this.teams = teams;
        this.sealing = sealing;
        this.reminders = List.copyOf(reminders);
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A visit as it is entered. */
    record NewVisit(LocalDate date, int minutes, Optional<String> note, String by) {}

    Household household(String householdId) {
        return households.find(householdId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("household", householdId));
    }

    Versioned<Pairing> get(String pairingId) {
        return pairings.aggregates().get(pairingId);
    }

    List<Versioned<Pairing>> page(Collection<Pairings.Slice> slices, String after, int limit) {
        return pairings.page(slices, after, limit);
    }

    List<Versioned<Pairing>> overdue(Collection<Pairings.Slice> slices, String after, int limit) {
        return pairings.overdue(slices, clock.instant(), after, limit);
    }

    boolean isOverdue(Pairing pairing) {
        return pairing.overdue(clock.instant());
    }

    Versioned<Pairing> pair(Household household, String memberId, Terms terms, RequestKey key) {
        household.requireActive();
        members.known(memberId).requireServing(household.communityId());
        requireTeam(terms, household.communityId());
        Pairing pairing = Pairing.made(key.firstId(),
                new Pair(household.householdId(), memberId, household.communityId()), terms, clock.instant(), calendar.zone());
        try {
            return pairings.aggregates().create(pairing.pairingId(), key, Change.of(pairing), KitRefusal.BUSY::because);
        } catch (DuplicateKey e) {
            throw pairings.activeOfMembers(List.of(memberId)).isEmpty()
                    ? PairingRefusal.HOUSEHOLD_ALREADY_PAIRED.because()
                    : PairingRefusal.MEMBER_ALREADY_PAIRED.because();
        }
    }

    Versioned<Pairing> agree(Pairing pairing, Terms terms, IfMatch ifMatch) {
        requireTeam(terms, pairing.pair().communityId());
        return change(pairing.pairingId(), NO_KEY, current -> {
            ifMatch.check(current.version());
            return current.state().agreed(terms, calendar.zone());
        });
    }

    /** The visit is found in the result under the key's first id. */
    Versioned<Pairing> visit(String pairingId, NewVisit entered, RequestKey key) {
        Instant now = clock.instant();
        String visitId = key.firstId();
        Visit visit = new Visit(visitId, entered.date(), entered.minutes(),
                entered.note().map(note -> sealing.sealVisit(pairingId, visitId, note)), entered.by(), now);
        return change(pairingId, key, current -> current.state().visited(visit, calendar.dayOf(now), calendar.zone()));
    }

    Versioned<Pairing> end(String pairingId, EndReason reason, Optional<String> note, RequestKey key) {
        Ending ending = new Ending(reason, note.map(plain -> sealing.sealEnding(pairingId, plain)), clock.instant());
        return change(pairingId, key, current -> current.state().end(ending));
    }

    /** The notes of those visits that have one, in the clear, by the visit. */
    Map<String, String> notes(Pairing pairing, Collection<Visit> visits) {
        return visits.stream().filter(visit -> visit.note().isPresent()).collect(Collectors.toMap(Visit::visitId,
                visit -> sealing.openVisit(pairing.pairingId(), visit.visitId(), visit.note().orElseThrow())));
    }

    Optional<String> endingNote(Pairing pairing) {
        return pairing.ending().flatMap(Ending::note).map(note -> sealing.openEnding(pairing.pairingId(), note));
    }

    @Override
    public void follow(Collection<String> memberIds) {
        pairings.activeOfMembers(memberIds).forEach(seen -> endIfUnfit(seen.state()));
    }

    @Override
    public Map<String, String> visitors(Collection<String> householdIds) {
        return pairings.activeOfHouseholds(householdIds).stream().map(found -> found.state().pair())
                .collect(Collectors.toMap(Pair::householdId, Pair::memberId, (one, same) -> one));
    }

    @Override
    public void removed(String householdId) {
        pairings.ofHousehold(householdId).forEach(found -> {
            endBecause(found.state().pairingId(), EndReason.HOUSEHOLD_REMOVED);
            change(found.state().pairingId(), NO_KEY, current -> current.state().withoutNotes());
        });
    }

    @Override
    public long resealAll() {
        long written = 0;
        List<Versioned<Pairing>> page = pairings.everyOne("", AT_ONCE);
        while (!page.isEmpty()) {
            written += page.stream().filter(found -> reseal(found.state())).count();
            page = pairings.everyOne(page.getLast().state().pairingId(), AT_ONCE);
        }
        return written;
    }

    /** What is due: a second look at a new pairing, or a reminder of a visit. */
    void look(String pairingId) {
        Pairing pairing = get(pairingId).state();
        if (!pairing.settled()) {
            if (!endIfUnfit(pairing)) {
                change(pairingId, NO_KEY, current -> current.state().settle());
            }
            return;
        }
        pairing.reminder(clock.instant()).ifPresent(reminder -> {
            VisitDue due = new VisitDue(pairingId + ":" + reminder.dueOn(), pairingId, reminder.memberId(), reminder.dueOn());
            reminders.forEach(each -> each.visitDue(due));
            change(pairingId, NO_KEY, current -> current.state().reminded(reminder.dueOn()));
        });
    }

    private boolean reseal(Pairing seen) {
        if (sealing.isFresh(seen)) {
            return false;
        }
        change(seen.pairingId(), NO_KEY, current -> sealing.anew(current.state()));
        return true;
    }

    private boolean endIfUnfit(Pairing pairing) {
        Optional<EndReason> reason = unfit(pairing.pair());
        reason.ifPresent(why -> endBecause(pairing.pairingId(), why));
        return reason.isPresent();
    }

    private Optional<EndReason> unfit(Pair pair) {
        Optional<Member> member = members.all(List.of(pair.memberId())).stream().map(Versioned::state).findFirst();
        if (member.isEmpty()) {
            return Optional.of(EndReason.MEMBER_DELETED);
        }
        if (!member.get().staysIn(pair.communityId())) {
            return Optional.of(EndReason.REGISTRATION_ENDED);
        }
        return households.find(pair.householdId()).filter(Household::active).isPresent()
                ? Optional.empty()
                : Optional.of(EndReason.HOUSEHOLD_REMOVED);
    }

    private void endBecause(String pairingId, EndReason reason) {
        Instant now = clock.instant();
        change(pairingId, NO_KEY,
                current -> current.state().active() ? current.state().end(Ending.of(reason, now)) : current.state());
    }

    private void requireTeam(Terms terms, String communityId) {
        terms.teamId().ifPresent(teamId -> {
            Team team = teams.find(teamId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("team", teamId));
            if (!team.active() || team.kind() != TeamKind.MUTUAL_AID || !team.communityId().equals(communityId)) {
                throw PairingRefusal.NOT_A_MUTUAL_AID_TEAM.because(teamId);
            }
        });
    }

    private Versioned<Pairing> change(String pairingId, RequestKey key, Function<Versioned<Pairing>, Pairing> transition) {
        return pairings.aggregates().execute(pairingId, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("pairing", pairingId);
            }
            Pairing next = transition.apply(current);
            return next.equals(current.state()) ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        }).after();
    }
}
