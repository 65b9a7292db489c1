package cn.jinlin.registration.news;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** How teams stood when they were last heard of, to see whom they took in since. Fed by this service's own events. */
@Repository
class KnownTeams {
    private final View<KnownTeam> teams;

    KnownTeams(Store store) {
        teams = store.view("knownTeams", KnownTeam.class, team -> Map.of(), List.of());
    }

    record KnownTeam(long version, TeamChanged team) {}

    Map<String, KnownTeam> of(Collection<String> teamIds) {
        Map<String, KnownTeam> found = new HashMap<>();
        teams.findAll(teamIds).forEach(known -> found.put(known.team().teamId(), known));
        return found;
    }

    void apply(Collection<KnownTeam> newest) {
        teams.apply(newest.stream().map(one -> new View.Entry<>(one.team().teamId(), one.version(), one)).toList());
    }
}
