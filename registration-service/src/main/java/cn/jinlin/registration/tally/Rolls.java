package cn.jinlin.registration.tally;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** Who was in which team when. Fed by this service's own events, each team's in their order. */
@Repository
class Rolls {
    private final View<Versioned> rolls;

    Rolls(Store store) {
        rolls = store.view("teamRolls", Versioned.class, roll -> Map.of(), List.of());
    }

    /** @param version the team's newest state that the roll knows */
    record Versioned(long version, Roll roll) {}

    Optional<Roll> find(String teamId) {
        return rolls.find(teamId).map(Versioned::roll);
    }

    /** Takes the team's next state; one that it knows already changes nothing. */
    void follow(TeamChanged told, long version, Instant at) {
        Optional<Versioned> known = rolls.find(told.teamId());
        if (known.filter(roll -> roll.version() >= version).isEmpty()) {
            Roll roll = known.map(Versioned::roll).orElseGet(() -> Roll.of(told)).then(told, at);
            rolls.apply(List.of(new View.Entry<>(told.teamId(), version, new Versioned(version, roll))));
        }
    }
}
