package cn.jinlin.request.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The views of communities, units, members and teams, each found by its id. */
@Repository
public class Directory {
    private static final String MEMBERS = "memberIds";
    /** More teams than a member is ever in. */
    private static final int TEAMS_OF_ONE = 50;

    private final View<Community> communities;
    private final View<Unit> units;
    private final View<Member> members;
    private final View<Team> teams;

    Directory(Store store) {
        this.communities = store.view("communities", Community.class, community -> Map.of(), List.of());
        this.units = store.view("units", Unit.class, unit -> Map.of(), List.of());
        this.members = store.view("members", Member.class, member -> Map.of(), List.of());
        this.teams = store.view("teams", Team.class,
                team -> Map.of(MEMBERS, team.disbanded() ? List.of() : team.memberIds()),
                List.of(new IndexModel(Indexes.ascending(MEMBERS))));
    }

    public Optional<Community> community(String communityId) {
        return communities.find(communityId);
    }

    /** Those of the ids that are known. */
    public List<Community> communities(Collection<String> communityIds) {
        return communities.findAll(communityIds);
    }

    /** All of them; a district has some dozens. */
    public List<Community> communities() {
        return communities.find(Filters.empty(), Filters.empty(), Integer.MAX_VALUE);
    }

    public Optional<Unit> unit(String unitId) {
        return units.find(unitId);
    }

    /** A member who was not deleted. */
    public Optional<Member> member(String memberId) {
        return members.find(memberId).filter(member -> !member.deleted());
    }

    /** A team that was not disbanded. */
    public Optional<Team> team(String teamId) {
        return teams.find(teamId).filter(team -> !team.disbanded());
    }

    /** The teams that a member is in. */
    public List<Team> teamsOf(String memberId) {
        return teams.find(Filters.eq(MEMBERS, memberId), Filters.empty(), TEAMS_OF_ONE);
    }

    void applyTeams(Collection<View.Entry<Team>> entries) {
        teams.apply(entries);
    }

    void applyCommunities(Collection<View.Entry<Community>> entries) {
        communities.apply(entries);
    }

    void applyUnits(Collection<View.Entry<Unit>> entries) {
        units.apply(entries);
    }

    void applyMembers(Collection<View.Entry<Member>> entries) {
        members.apply(entries);
    }
}
