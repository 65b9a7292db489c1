package cn.jinlin.registration.team;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;

/** Teams over HTTP. */
@RestController
@RequestMapping("/api/v1/teams")
class TeamController {
    private static final String ONE_LINE = "(?=.*\\S)\\P{Cntrl}*";

    private final TeamDesk desk;
    private final TeamScope scope;

    TeamController(TeamDesk desk, TeamScope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    /**
     * @param leaderId becomes a member of the team
     * @param memberIds each with a confirmed registration in the community
     */
    record NewTeam(@NotNull TeamKind kind, @NotNull @Size(max = 100) @Pattern(regexp = ONE_LINE) String name,
            @NotNull @Pattern(regexp = "\\d{12}") String communityId, @Nullable @Size(max = 64) String compoundId,
            @Nullable @Size(max = 64) String leaderId,
            @Nullable @Size(max = Team.MOST) List<@NotBlank @Size(max = 64) String> memberIds) {
        Team.Plan plan() {
            return new Team.Plan(kind, name, communityId, Optional.ofNullable(compoundId), Optional.ofNullable(leaderId),
                    memberIds == null ? List.of() : memberIds);
        }
    }

    /**
     * What is left out stays as it is.
     *
     * @param leaderId one of the team's members
     */
    record CorrectedTeam(@Nullable TeamKind kind, @Nullable @Size(max = 100) @Pattern(regexp = ONE_LINE) String name,
            @Nullable @Size(max = 64) String compoundId, @Nullable @Size(max = 64) String leaderId) {
        Team.Correction correction() {
            return new Team.Correction(Optional.ofNullable(kind), Optional.ofNullable(name), Optional.ofNullable(compoundId),
                    Optional.ofNullable(leaderId));
        }
    }

    @PostMapping
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Team> make(Caller caller, @RequestBody Body<NewTeam> body, RequestKey key) {
        String communityId = body.parse().communityId();
        TeamScope.require(communityId == null || caller.isOfficerOf(communityId));
        Versioned<Team> team = desk.make(body.read().plan(), key);
        return Answers.made(URI.create("/api/v1/teams/" + team.state().teamId()), team, team.state());
    }

    @GetMapping("/{teamId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<Team> get(Caller caller, @PathVariable String teamId) {
        Versioned<Team> team = desk.get(teamId);
        TeamScope.require(scope.maySee(caller, team.state()));
        return Answers.ok(team, team.state());
    }

    /** Teams that are not disbanded: an officer those of its communities, a member those that it is in. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.MEMBER})
    Page<Team> list(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable TeamKind kind, @RequestParam(required = false) @Nullable String memberId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Teams.Slice asked = new Teams.Slice(Optional.ofNullable(communityId), Optional.ofNullable(kind),
                Optional.ofNullable(memberId));
        List<Teams.Slice> slices = scope.slices(caller, asked);
        List<String> after = Cursor.decode(cursor, 1);
        List<Team> found = desk.page(slices, after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream()
                .map(Versioned::state).toList();
        return found.size() <= limit.value()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit.value()), Cursor.encode(found.get(limit.value() - 1).teamId()));
    }

    /** Changes what is given; {@code leaderId} names who leads from now on. */
    @PatchMapping("/{teamId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Team> correct(Caller caller, @PathVariable String teamId, @RequestBody Body<CorrectedTeam> body,
            IfMatch ifMatch) {
        Team team = changeable(caller, teamId);
        Versioned<Team> after = desk.correct(team, body.read().correction(), ifMatch.required());
        return Answers.ok(after, after.state());
    }

    /** Disbands the team for good; again changes nothing. */
    @DeleteMapping("/{teamId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Void> disband(Caller caller, @PathVariable String teamId, IfMatch ifMatch) {
        changeable(caller, teamId);
        desk.disband(teamId, ifMatch);
        return ResponseEntity.noContent().build();
    }

    /** Takes a member in; whoever is in already stays so. */
    @PutMapping("/{teamId}/members/{memberId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Team> join(Caller caller, @PathVariable String teamId, @PathVariable String memberId) {
        Team team = changeable(caller, teamId);
        Committed<Team, Boolean> joined = desk.join(team, memberId);
        return joined.result()
                ? Answers.made(URI.create("/api/v1/teams/" + teamId), joined.after(), joined.after().state())
                : Answers.ok(joined.after(), joined.after().state());
    }

    /** The officer lets a member go, or the member leaves; a leader who left is followed by nobody until one is named. */
    @DeleteMapping("/{teamId}/members/{memberId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<Void> leave(Caller caller, @PathVariable String teamId, @PathVariable String memberId) {
        scope.requireLeave(caller, desk.get(teamId).state(), memberId);
        desk.leave(teamId, memberId);
        return ResponseEntity.noContent().build();
    }

    private Team changeable(Caller caller, String teamId) {
        Team team = desk.get(teamId).state();
        scope.requireChange(caller, team);
        return team;
    }
}
