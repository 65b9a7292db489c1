package cn.jinlin.registration.news;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** How members stood when they were last heard of, to see what became of them since. Fed by this service's own events. */
@Repository
class Standings {
    private final View<Standing> standings;

    Standings(Store store) {
        standings = store.view("standings", Standing.class, standing -> Map.of(), List.of());
    }

    record Standing(long version, MemberChanged member) {}

    Map<String, Standing> of(Collection<String> memberIds) {
        Map<String, Standing> found = new HashMap<>();
        standings.findAll(memberIds).forEach(standing -> found.put(standing.member().memberId(), standing));
        return found;
    }

    void apply(Collection<Standing> newest) {
        standings.apply(newest.stream()
                .map(one -> new View.Entry<>(one.member().memberId(), one.version(), one)).toList());
    }
}
