package cn.jinlin.registration.team;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.confirmation.MemberFollower;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;

/** Keeps the teams, and lets members leave them when their registration in the community ends. */
@Service
public class TeamDesk implements MemberFollower {
    private final Teams teams;
    private final MemberDesk members;
    private final CommunityDesk communities;

    TeamDesk(Teams teams, MemberDesk members, CommunityDesk communities) {
        this.teams = teams;
        this.members = members;
        this.communities = communities;
    }

    /** The team, also a disbanded one, if there ever was one of this id. */
    public Optional<Team> find(String teamId) {
        return teams.aggregates().find(teamId).map(Versioned::state);
    }

    Versioned<Team> get(String teamId) {
        return teams.aggregates().get(teamId);
    }

    List<Versioned<Team>> page(Collection<Teams.Slice> slices, String after, int limit) {
        return teams.page(slices, after, limit);
    }

    Versioned<Team> make(Team.Plan plan, RequestKey key) {
        communities.requirePlace(plan.communityId(), plan.compoundId());
        Team team = Team.made(key.firstId(), plan);
        Map<String, Member> known = known(team.memberIds());
        team.memberIds().forEach(memberId -> Optional.ofNullable(known.get(memberId))
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("member", memberId)).requireServing(plan.communityId()));
        return teams.aggregates().create(team.teamId(), key, Change.of(team), KitRefusal.BUSY::because);
    }

    Versioned<Team> correct(Team team, Team.Correction correction, IfMatch ifMatch) {
        communities.requirePlace(team.communityId(), correction.compoundId());
        return teams.aggregates().change(team.teamId(), current -> {
            ifMatch.check(current.version());
            return Change.of(current.state().corrected(correction));
        });
    }

    /** The result says whether the member is new in the team. */
    Committed<Team, Boolean> join(Team team, String memberId) {
        members.known(memberId).requireServing(team.communityId());
        return change(team.teamId(), current -> current.state().join(memberId));
    }

    /** {@link KitRefusal#NOT_FOUND} for somebody who is not in the team. */
    void leave(String teamId, String memberId) {
        if (!change(teamId, current -> current.state().leave(Set.of(memberId))).result()) {
            throw KitRefusal.NOT_FOUND.because("member", memberId);
        }
    }

    void disband(String teamId, IfMatch ifMatch) {
        change(teamId, current -> {
            ifMatch.check(current.version());
            return current.state().disband();
        });
    }

    @Override
    public void follow(Collection<String> memberIds) {
        teams.of(memberIds).forEach(this::keepThoseWhoStay);
    }

    /** Lets go whom the team had, unchanged, when it was seen without a registration; a changed team is looked at again. */
    private void keepThoseWhoStay(Versioned<Team> seen) {
        Map<String, Member> known = known(seen.state().memberIds());
        Set<String> leaving = seen.state().memberIds().stream()
                .filter(id -> known.get(id) == null || !known.get(id).staysIn(seen.state().communityId()))
                .collect(Collectors.toSet());
        if (leaving.isEmpty()) {
            return;
        }
        boolean left = change(seen.state().teamId(),
                current -> current.version() == seen.version() ? current.state().leave(leaving) : current.state()).result();
        if (!left) {
            keepThoseWhoStay(get(seen.state().teamId()));
        }
    }

    private Map<String, Member> known(Collection<String> memberIds) {
        return members.all(memberIds).stream().map(Versioned::state)
                .collect(Collectors.toMap(Member::memberId, Function.identity()));
    }

    private Committed<Team, Boolean> change(String teamId, Function<Versioned<Team>, Team> transition) {
        return teams.aggregates().execute(teamId, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("team", teamId);
            }
            Team next = transition.apply(current);
            return next.equals(current.state()) ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        });
    }
}
