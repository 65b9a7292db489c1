package cn.jinlin.registration.team;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;

/**
 * A team that serves in one community.
 *
 * @param leaderId one of the members; empty while nobody is named
 * @param memberIds in the order in which they came; none once it is disbanded
 */
public record Team(String teamId, TeamKind kind, String name, String communityId, Optional<String> compoundId,
        Optional<String> leaderId, List<String> memberIds, TeamStatus status) {
    static final int MOST = 500;

    public Team {
        memberIds = List.copyOf(memberIds);
    }

    /** What is known of a team before it is made; the leader is one of the members, named among them or not. */
    record Plan(TeamKind kind, String name, String communityId, Optional<String> compoundId, Optional<String> leaderId,
            List<String> memberIds) {
        List<String> everybody() {
            return Stream.concat(leaderId.stream(), memberIds.stream()).distinct().toList();
        }
    }

    /** What shall be different; absent parts stay as they are. */
    record Correction(Optional<TeamKind> kind, Optional<String> name, Optional<String> compoundId, Optional<String> leaderId) {}

    static Team made(String teamId, Plan plan) {
        List<String> everybody = plan.everybody();
        if (everybody.size() > MOST) {
            throw TeamRefusal.TEAM_FULL.because(MOST);
        }
        return new Team(teamId, plan.kind(), plan.name(), plan.communityId(), plan.compoundId(), plan.leaderId(), everybody,
                TeamStatus.ACTIVE);
    }

    public boolean active() {
        return status == TeamStatus.ACTIVE;
    }

    boolean has(String memberId) {
        return memberIds.contains(memberId);
    }

    Team corrected(Correction correction) {
        requireActive();
        correction.leaderId().filter(leader -> !has(leader)).ifPresent(leader -> {
            throw TeamRefusal.LEADER_NOT_IN_TEAM.because(leader);
        });
        return new Team(teamId, correction.kind().orElse(kind), correction.name().orElse(name), communityId,
                correction.compoundId().or(() -> compoundId), correction.leaderId().or(() -> leaderId), memberIds, status);
    }

    /** Somebody comes; whoever is there already changes nothing. */
    Team join(String memberId) {
        requireActive();
        if (has(memberId)) {
            return this;
        }
        if (memberIds.size() >= MOST) {
            throw TeamRefusal.TEAM_FULL.because(MOST);
        }
        return with(leaderId, Stream.concat(memberIds.stream(), Stream.of(memberId)).toList());
    }

    /** These leave; a leader among them leaves the team without one. Who is not there changes nothing. */
    Team leave(Set<String> leaving) {
        return memberIds.stream().noneMatch(leaving::contains)
                ? this
                : with(leaderId.filter(leader -> !leaving.contains(leader)),
                        memberIds.stream().filter(one -> !leaving.contains(one)).toList());
    }

    /** Ends the team for good; its name and place stay, its members do not. */
    Team disband() {
        return new Team(teamId, kind, name, communityId, compoundId, Optional.empty(), List.of(), TeamStatus.DISBANDED);
    }

    TeamChanged changed() {
        return new TeamChanged(teamId, kind, name, communityId, compoundId, leaderId, memberIds, status);
    }

    private void requireActive() {
        if (!active()) {
            throw TeamRefusal.TEAM_DISBANDED.because(name);
        }
    }

    private Team with(Optional<String> leader, List<String> members) {
        return new Team(teamId, kind, name, communityId, compoundId, leader, members, status);
    }
}
