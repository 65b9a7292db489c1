package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.household.Household;
import cn.jinlin.registration.household.HouseholdDesk;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Ending;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.team.Team;
import cn.jinlin.registration.team.TeamDesk;
import cn.jinlin.registration.visit.Visit;

/** Brings members and households together, keeps their visits, and parts them. */
@Service
class PairingDesk {
    private final Pairings pairings;
    private final HouseholdDesk households;
    private final MemberDesk members;
    private final TeamDesk teams;
    private final NoteSealing sealing;
    private final DistrictCalendar calendar;
    private final Clock clock;

    PairingDesk(Pairings pairings, HouseholdDesk households, MemberDesk members, TeamDesk teams, NoteSealing sealing,
            DistrictCalendar calendar, Clock clock) {
        this.pairings = pairings;
        this.households = households;
        this.members = members;
        this.teams = teams;
        this.sealing = sealing;
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
        return pairings.change(pairing.pairingId(), current -> {
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
        return pairings.change(pairingId, key, current -> current.state().visited(visit, calendar.dateOf(now), calendar.zone()));
    }

    Versioned<Pairing> end(String pairingId, EndReason reason, Optional<String> note, RequestKey key) {
        Ending ending = new Ending(reason, note.map(plain -> sealing.sealEnding(pairingId, plain)), clock.instant());
        return pairings.change(pairingId, key, current -> current.state().end(ending));
    }

    /** The notes of those visits that have one, in the clear, by the visit. */
    Map<String, String> notes(Pairing pairing, Collection<Visit> visits) {
        return visits.stream().filter(visit -> visit.note().isPresent()).collect(Collectors.toMap(Visit::visitId,
                visit -> sealing.openVisit(pairing.pairingId(), visit.visitId(), visit.note().orElseThrow())));
    }

    Optional<String> endingNote(Pairing pairing) {
        return pairing.ending().flatMap(Ending::note).map(note -> sealing.openEnding(pairing.pairingId(), note));
    }

    private void requireTeam(Terms terms, String communityId) {
        terms.teamId().ifPresent(teamId -> {
            Team team = teams.find(teamId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("team", teamId));
            if (!team.active() || team.kind() != TeamKind.MUTUAL_AID || !team.communityId().equals(communityId)) {
                throw PairingRefusal.NOT_A_MUTUAL_AID_TEAM.because(teamId);
            }
        });
    }
}
