package cn.jinlin.request.roster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who wants to claim, as the views know the member; never as a token says.
 *
 * @param confirmedIn communities in which a registration of the member is confirmed; empty for unknown members
 * @param ties when and where the member's unit is tied to communities, as a partner or in support
 * @param teams the teams that the member is in, each with the community it is based in
 * @param via the client whose app it claims with, where its token names one
 */
public record Claimant(String memberId, Optional<String> unitId, Set<String> confirmedIn, List<Tie> ties,
        List<TeamOf> teams, Optional<String> via) {
    public Claimant {
        confirmedIn = Set.copyOf(confirmedIn);
        ties = List.copyOf(ties);
        teams = List.copyOf(teams);
    }

    public Claimant(String memberId, Optional<String> unitId, Set<String> confirmedIn, List<Tie> ties, List<TeamOf> teams) {
        this(memberId, unitId, confirmedIn, ties, teams, Optional.empty());
    }

    /** The same member, claiming with this client's app. */
    public Claimant via(Optional<String> clientId) {
        return new Claimant(memberId, unitId, confirmedIn, ties, teams, clientId);
    }

    /** The tie of a unit to a community; {@code until} is the first instant at which it no longer holds. */
    public record Tie(String communityId, Instant from, Optional<Instant> until) {
        boolean holds(String community, Instant at) {
            return communityId.equals(community) && !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
        }
    }

    /** A team and the community it is based in. */
    public record TeamOf(String teamId, String communityId) {}

    /** A member of whom the views know nothing. */
    public static Claimant unknown(String memberId) {
        return new Claimant(memberId, Optional.empty(), Set.of(), List.of(), List.of());
    }

    /** Where orders concern the member: where it is registered, where its unit is tied, where its teams are based. */
    public Stream<String> communities() {
        return Stream.of(confirmedIn.stream(), ties.stream().map(Tie::communityId), teams.stream().map(TeamOf::communityId))
                .flatMap(Function.identity()).distinct();
    }

    public boolean isRegistered() {
        return !confirmedIn.isEmpty();
    }

    public boolean isConfirmedIn(String communityId) {
        return confirmedIn.contains(communityId);
    }

    /** On whose behalf the member may take offered places: its unit while that is tied, and its teams of the community. */
    public List<String> offerees(String communityId, Instant at) {
        Stream<String> unit = unitId.filter(_ -> isTied(communityId, at)).stream();
        Stream<String> based = teams.stream().filter(team -> team.communityId().equals(communityId)).map(TeamOf::teamId);
        return Stream.concat(unit, based).toList();
    }

    public boolean isTied(String communityId, Instant at) {
        return ties.stream().anyMatch(tie -> tie.holds(communityId, at));
    }
}
