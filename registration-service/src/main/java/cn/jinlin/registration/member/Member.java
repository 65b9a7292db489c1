package cn.jinlin.registration.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.registration.member.Registration.Pending;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.Registration.Rejected;
import cn.jinlin.registration.member.Registration.Withdrawn;
import cn.jinlin.registration.person.Person;

/**
 * A party member or a resident, with both registrations.
 *
 * @param person empty once the personal data is erased
 * @param unitId a party member's unit; empty for a resident
 */
public record Member(String memberId, MemberKind kind, Optional<Person> person, Optional<String> unitId, List<String> skills,
        MemberStatus status, Registrations registrations) {
    public Member {
        skills = List.copyOf(skills);
    }

    public static Member made(String memberId, MemberKind kind, Person person, Optional<String> unitId, List<String> skills) {
        return new Member(memberId, kind, Optional.of(person), unitId, skills, MemberStatus.ACTIVE, Registrations.NONE);
    }

    public enum Decision {
        CONFIRMED, REJECTED
    }

    /**
     * What an officer says to a pending registration.
     *
     * @param by the officer, as the token names it
     */
    public record Verdict(Decision decision, Optional<String> reason, String by) {}

    /**
     * Reports to a place, pending until its officer confirms. The same place again changes nothing; another place is a
     * move, which leaves the one so far at once.
     */
    public Member report(RegistrationKind kind, Place place, Instant now) {
        if (kind == RegistrationKind.UNIT_COMMUNITY && this.kind == MemberKind.RESIDENT) {
            throw MemberRefusal.RESIDENCE_ONLY.because();
        }
        boolean same = registrations.of(kind).filter(one -> one.live() && one.place().equals(place)).isPresent();
        return same ? this : with(registrations.move(kind, new Pending(place, now), now));
    }

    /**
     * Decides on what is pending in this community, or on a confirmation that soon runs out; whatever came in between is
     * not decided on.
     */
    public Member decide(RegistrationKind kind, String communityId, Verdict verdict, Instant now) {
        Registration open = registrations.of(kind).filter(one -> one.liveIn(communityId) && one.decidable(now))
                .orElseThrow(MemberRefusal.REGISTRATION_NOT_PENDING::because);
        return with(registrations.with(kind, switch (verdict.decision()) {
            case CONFIRMED -> open.confirmed(verdict.by(), now);
            case REJECTED -> new Rejected(open.place(), now, verdict.by(), verdict.reason());
        }));
    }

    /** Goes over to another unit; what was with a community of the former unit ends with it, in the same step. */
    Member transfer(String nextUnit, Instant now) {
        if (kind == MemberKind.RESIDENT) {
            throw MemberRefusal.RESIDENT_WITHOUT_UNIT.because();
        }
        if (unitId.filter(nextUnit::equals).isPresent()) {
            return this;
        }
        Registrations left = registrations.unitCommunity().filter(Registration::live)
                .map(live -> registrations.move(RegistrationKind.UNIT_COMMUNITY, new Withdrawn(live.place(), now), now))
                .orElse(registrations);
        return new Member(memberId, kind, person, Optional.of(nextUnit), skills, status, left);
    }

    /** Lets confirmations run out that were not given anew within the year. */
    public Member runOut(Instant now) {
        return with(registrations.runOut(now));
    }

    /** Erases all that tells who this was; the id stays, so that the figures of the service do. */
    Member erased(Instant now) {
        return new Member(memberId, kind, Optional.empty(), Optional.empty(), List.of(), MemberStatus.DELETED,
                registrations.erased(now));
    }

    public boolean deleted() {
        return status == MemberStatus.DELETED;
    }

    public Member withdraw(RegistrationKind kind, Instant now) {
        Registration live = registrations.of(kind).filter(Registration::live)
                .orElseThrow(MemberRefusal.REGISTRATION_NOT_LIVE::because);
        return with(registrations.move(kind, new Withdrawn(live.place(), now), now));
    }

    /** With these skills instead. */
    public Member skilled(List<String> skills) {
        return new Member(memberId, kind, person, unitId, skills, status, registrations);
    }

    Member corrected(Person person, List<String> skills) {
        return new Member(memberId, kind, Optional.of(person), unitId, skills, status, registrations);
    }

    /** Whether it serves there: it is not deleted and one of its registrations with the community is confirmed. */
    public boolean servesIn(String communityId) {
        return status == MemberStatus.ACTIVE && registrations.confirmedIn(communityId);
    }

    /**
     * Whether what it took on there goes on: it serves there, or its confirmation ran out or was for another compound of the
     * same community, and waits for the officer again.
     */
    public boolean staysIn(String communityId) {
        return status == MemberStatus.ACTIVE && registrations.staysIn(communityId);
    }

    /** Refuses what only those may take on who serve in the community, by {@code NOT_REGISTERED_THERE}. */
    public void requireServing(String communityId) {
        if (!servesIn(communityId)) {
            throw MemberRefusal.NOT_REGISTERED_THERE.because(memberId, communityId);
        }
    }

    MemberChanged changed() {
        return new MemberChanged(memberId, kind, unitId, skills, status,
                registrations.unitCommunity().map(Registration::told), registrations.residence().map(Registration::told));
    }

    private Member with(Registrations next) {
        return new Member(memberId, kind, person, unitId, skills, status, next);
    }
}
