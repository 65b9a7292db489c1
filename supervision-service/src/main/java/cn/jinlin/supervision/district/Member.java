package cn.jinlin.supervision.district;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;

/**
 * A member as last told.
 *
 * @param now the newest state
 * @param everIn every community that a state of this member ever named: each of them is counted again when the member
 *            changes, so the one that was left is not forgotten, however often the change is delivered
 */
public record Member(MemberChanged now, SortedSet<String> everIn) {
    /** The member after a state, by what was known before. */
    static Member of(MemberChanged now, Collection<String> before) {
        SortedSet<String> everIn = new TreeSet<>(before);
        named(now).forEach(everIn::add);
        return new Member(now, everIn);
    }

    /** Communities with a confirmed registration, each once, even where unit and residence report to the same one. */
    public SortedSet<String> communities() {
        SortedSet<String> communities = new TreeSet<>();
        if (now.status() == MemberStatus.ACTIVE) {
            registrations(now).filter(registered -> registered.status() == RegistrationStatus.CONFIRMED)
                    .map(Registered::communityId).forEach(communities::add);
        }
        return communities;
    }

    private static Stream<String> named(MemberChanged member) {
        return registrations(member).map(Registered::communityId);
    }

    private static Stream<Registered> registrations(MemberChanged member) {
        return Stream.concat(member.unitCommunity().stream(), member.residence().stream());
    }
}
