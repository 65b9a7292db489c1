package cn.jinlin.registration.team;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.kit.StateJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TeamTest {
    private static final String HERE = "350211102006";

    private final Team team = Team.made("t", plan(Optional.of("a"), List.of("b", "a", "c")));

    @Test
    void theLeaderIsInTheTeamOnce() {
        assertThat(team.memberIds()).containsExactly("a", "b", "c");
        assertThat(team.leaderId()).contains("a");
        assertThat(Team.made("t", plan(Optional.empty(), List.of())).leaderId()).isEmpty();
    }

    @Test
    void whoeverIsInAlreadyChangesNothing() {
        assertThat(team.join("b")).isEqualTo(team);
        assertThat(team.join("d").memberIds()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void takesNoMoreThanItCanHold() {
        List<String> most = IntStream.range(0, Team.MOST).mapToObj(Integer::toString).toList();
        Team full = Team.made("t", plan(Optional.empty(), most));

        assertThat(full.join("0")).isEqualTo(full);
        assertThatThrownBy(() -> full.join("one more")).hasMessage("TEAM_FULL");
        assertThatThrownBy(() -> Team.made("t", plan(Optional.of("one more"), most))).hasMessage("TEAM_FULL");
        assertThat(full.leave(Set.of("7")).join("one more").memberIds()).hasSize(Team.MOST);
    }

    @Test
    void aTeamWhoseLeaderLeftHasNoneUntilOneIsNamed() {
        Team left = team.leave(Set.of("a", "stranger"));

        assertThat(left.leaderId()).isEmpty();
        assertThat(left.memberIds()).containsExactly("b", "c");
        assertThat(team.leave(Set.of("b")).leaderId()).contains("a");
        assertThat(left.corrected(leader("c")).leaderId()).contains("c");
        assertThat(team.leave(Set.of("stranger"))).isEqualTo(team);
    }

    @Test
    void onlyOneOfTheTeamLeadsIt() {
        assertThatThrownBy(() -> team.corrected(leader("stranger"))).hasMessage("LEADER_NOT_IN_TEAM");
        assertThat(team.corrected(leader("b")).leaderId()).contains("b");
    }

    @Test
    void changesWhatIsGivenAlone() {
        Team renamed = team.corrected(new Team.Correction(Optional.empty(), Optional.of("乡邻互助队"), Optional.empty(),
                Optional.empty()));
        assertThat(renamed).isEqualTo(new Team("t", team.kind(), "乡邻互助队", HERE, team.compoundId(), team.leaderId(),
                team.memberIds(), TeamStatus.ACTIVE));
        assertThat(team.corrected(new Team.Correction(Optional.of(TeamKind.CARE), Optional.empty(), Optional.of("garden"),
                Optional.empty()))).satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(TeamKind.CARE);
                    assertThat(one.compoundId()).contains("garden");
                });
    }

    @Test
    void aDisbandedTeamStaysWithoutMembersAndTakesNoCommand() {
        Team gone = team.disband();

        assertThat(gone.memberIds()).isEmpty();
        assertThat(gone.leaderId()).isEmpty();
        assertThat(gone.disband()).isEqualTo(gone);
        assertThat(gone.leave(Set.of("a"))).isEqualTo(gone);
        assertThatThrownBy(() -> gone.join("a")).hasMessage("TEAM_DISBANDED");
        assertThatThrownBy(() -> gone.corrected(leader("a"))).hasMessage("TEAM_DISBANDED");
        assertThat(gone.changed().status()).isEqualTo(TeamStatus.DISBANDED);
    }

    @Test
    void survivesTheStoreAndTellsAllOfItself() {
        String json = StateJson.mapper().writeValueAsString(team);

        assertThat(StateJson.mapper().readValue(json, Team.class)).isEqualTo(team);
        assertThat(team.changed()).isEqualTo(new TeamChanged("t", TeamKind.VANGUARD, "亲邻先锋队", HERE, Optional.of("yard"),
                Optional.of("a"), List.of("a", "b", "c"), TeamStatus.ACTIVE));
    }

    private static Team.Correction leader(String memberId) {
        return new Team.Correction(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(memberId));
    }

    private static Team.Plan plan(Optional<String> leader, List<String> members) {
        return new Team.Plan(TeamKind.VANGUARD, "亲邻先锋队", HERE, Optional.of("yard"), leader, members);
    }
}
