package cn.jinlin.registration.tally;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.registration.calendar.Period;

/**
 * Who was in a team from when until when, read off the states that the team told one after the other.
 *
 * @param leaderId who leads it now
 */
record Roll(String teamId, String communityId, Optional<String> leaderId, List<Stay> stays) {
    /** @param until the first instant at which the member was no longer in it; absent while it is */
    record Stay(String memberId, Instant from, Optional<Instant> until) {
        Period period() {
            return new Period(Optional.of(from), until);
        }
    }

    Roll {
        stays = List.copyOf(stays);
    }

    static Roll of(TeamChanged told) {
        return new Roll(told.teamId(), told.communityId(), told.leaderId(), List.of());
    }

    /** After the next state of the team, which it took on at this moment. */
    Roll then(TeamChanged told, Instant at) {
        Set<String> now = Set.copyOf(told.memberIds());
        List<Stay> next = new ArrayList<>();
        stays.forEach(stay -> next.add(stay.until().isEmpty() && !now.contains(stay.memberId())
                ? new Stay(stay.memberId(), stay.from(), Optional.of(at))
                : stay));
        Set<String> before = stays.stream().filter(stay -> stay.until().isEmpty()).map(Stay::memberId)
                .collect(Collectors.toSet());
        told.memberIds().stream().filter(member -> !before.contains(member))
                .forEach(member -> next.add(new Stay(member, at, Optional.empty())));
        return new Roll(teamId, told.communityId(), told.leaderId(), next);
    }

    /** What of this was served while its member was in the team. */
    List<CountedEntry> covered(List<CountedEntry> entries) {
        Map<String, List<Stay>> byMember = stays.stream().collect(Collectors.groupingBy(Stay::memberId));
        return entries.stream().filter(entry -> byMember.getOrDefault(entry.memberId(), List.of()).stream()
                .anyMatch(stay -> stay.period().includes(entry.servedAt()))).toList();
    }

    /** Everybody who was in the team at some time of this period. */
    Set<String> membersIn(Period period) {
        return stays.stream().filter(stay -> stay.period().meets(period)).map(Stay::memberId).collect(Collectors.toSet());
    }
}
