package cn.jinlin.registration.news;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;

/** What officers do to a team is to its members. */
final class TeamNews {
    private TeamNews() {}

    /**
     * Tells whom the team took in, and those who were in it that it is no more; who left by itself, or with its registration,
     * knows.
     *
     * @param eventId what happened is told once under this id
     */
    static List<Note> between(Optional<TeamChanged> before, TeamChanged now, String eventId, Instant at) {
        List<String> were = before.map(TeamChanged::memberIds).orElse(List.of());
        Map<String, String> details = Map.of("teamId", now.teamId(), "communityId", now.communityId());
        Stream<Note> notes = now.status() == TeamStatus.DISBANDED
                ? were.stream().map(member -> new Note(member, MessageCode.TEAM_DISBANDED, details, eventId, at))
                : now.memberIds().stream().filter(member -> !were.contains(member))
                        .map(member -> new Note(member, MessageCode.TEAM_JOINED, details, eventId, at));
        return notes.toList();
    }
}
