package cn.jinlin.registration.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.Member.Decision;
import cn.jinlin.registration.member.Member.Verdict;
import cn.jinlin.registration.member.Registration;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.RegistrationKind;

/**
 * What a roll says of one person. A party member is found by its phone; a resident by phone and name, because a family may
 * share a phone.
 *
 * @param newId the id where nobody is found; the same for the same line of the same roll, so that a line that is dealt with
 *        twice makes nobody twice
 * @param unitId of a party member
 * @param skills empty leaves those that are known
 * @param reports the registrations that shall be there; a kind that is missing stays as it is
 */
public record Enrolment(String newId, MemberKind kind, String name, String phone, Optional<String> unitId,
        Optional<List<String>> skills, Map<RegistrationKind, Report> reports) {
    /** @param confirmed whether the sender may, and does, speak for the community as well */
    public record Report(Place place, boolean confirmed) {
        /** A roll that names no compound leaves the one that is known. */
        private Member over(Member member, RegistrationKind kind, String by, Instant now) {
            Place known = member.registrations().of(kind).filter(one -> one.liveIn(place.communityId()))
                    .filter(one -> place.compoundId().isEmpty()).map(Registration::place).orElse(place);
            Member reported = member.report(kind, known, now);
            boolean waits = reported.registrations().of(kind).filter(one -> one.decidable(now)).isPresent();
            return confirmed && waits
                    ? reported.decide(kind, known.communityId(), new Verdict(Decision.CONFIRMED, Optional.empty(), by), now)
                    : reported;
        }
    }

    public Enrolment {
        skills = skills.map(List::copyOf);
        reports = Map.copyOf(reports);
    }

    /** The member with what the roll says of it; what the roll leaves out, and what is so already, stays as it is. */
    Member over(Member member, String by, Instant now) {
        Member next = member.skilled(skills.orElse(member.skills()));
        for (RegistrationKind kind : RegistrationKind.values()) {
            Report report = reports.get(kind);
            if (report != null) {
                next = report.over(next, kind, by, now);
            }
        }
        return next;
    }
}
