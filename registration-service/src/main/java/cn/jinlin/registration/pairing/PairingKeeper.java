package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.confirmation.MemberFollower;
import cn.jinlin.registration.household.Household;
import cn.jinlin.registration.household.HouseholdDesk;
import cn.jinlin.registration.household.HouseholdVisits;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Ending;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.person.Resealer;
import cn.jinlin.registration.visit.PairingNotices;
import cn.jinlin.registration.visit.Reminders;
import cn.jinlin.registration.visit.Reminders.VisitDue;

/** Does with pairings what nobody asks for: ends those that may not last, tells and reminds, and writes old notes anew. */
@Component
class PairingKeeper implements MemberFollower, HouseholdVisits, Resealer {
    private static final int AT_ONCE = 200;

    private final Pairings pairings;
    private final HouseholdDesk households;
    private final MemberDesk members;
    private final NoteSealing sealing;
    private final List<Reminders> reminders;
    private final List<PairingNotices> notices;
    private final Clock clock;

    PairingKeeper(Pairings pairings, HouseholdDesk households, MemberDesk members, NoteSealing sealing,
            List<Reminders> reminders, List<PairingNotices> notices, Clock clock) {
        this.pairings = pairings;
        this.households = households;
        this.members = members;
        this.sealing = sealing;
        this.reminders = List.copyOf(reminders);
        this.notices = List.copyOf(notices);
        this.clock = clock;
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
            pairings.change(found.state().pairingId(), current -> current.state().withoutNotes());
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

    /** What is due: a look at a pairing that has just begun or ended, or a reminder of a visit. */
    void look(String pairingId) {
        Versioned<Pairing> seen = pairings.aggregates().get(pairingId);
        Pairing pairing = seen.state();
        if (pairing.active() && endIfUnfit(pairing)) {
            return;
        }
        if (!pairing.settled()) {
            tell(pairing);
            pairings.change(pairingId,
                    current -> current.version() == seen.version() ? current.state().settle() : current.state());
        }
        pairing.reminder(clock.instant()).ifPresent(reminder -> {
            VisitDue due = new VisitDue(pairingId + ":" + reminder.dueOn(), pairingId, reminder.memberId(), reminder.dueOn());
            reminders.forEach(each -> each.visitDue(due));
            pairings.change(pairingId, current -> current.state().reminded(reminder.dueOn()));
        });
    }

    /** Before it is settled, so that nothing stays untold when this breaks off. */
    private void tell(Pairing pairing) {
        String memberId = pairing.pair().memberId();
        pairing.ending().ifPresentOrElse(
                end -> notices.forEach(each -> each.ended(new PairingNotices.Ended(pairing.pairingId(), memberId, end.at()))),
                () -> notices.forEach(each -> each.begun(
                        new PairingNotices.Begun(pairing.pairingId(), memberId, pairing.due().on(), pairing.since()))));
    }

    private boolean reseal(Pairing seen) {
        if (sealing.isFresh(seen)) {
            return false;
        }
        pairings.change(seen.pairingId(), current -> sealing.anew(current.state()));
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
        pairings.change(pairingId,
                current -> current.state().active() ? current.state().end(Ending.of(reason, now)) : current.state());
    }
}
