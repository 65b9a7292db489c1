package cn.jinlin.registration.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.registration.member.Registration.Place;

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
    public record Report(Place place, boolean confirmed) {}

    public Enrolment {
        skills = skills.map(List::copyOf);
        reports = Map.copyOf(reports);
    }
}
