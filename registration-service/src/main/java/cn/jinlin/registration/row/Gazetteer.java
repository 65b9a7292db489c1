package cn.jinlin.registration.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import cn.jinlin.events.RegistrationEvent.Compound;
import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.unit.Unit;

/** The district's units and communities as a table names them: by id or by a name that no other has. */
public final class Gazetteer {
    private final Map<String, List<Unit>> units;
    private final Map<String, List<Community>> communities;
    private final Instant now;

    /** @param now at which ties are looked at */
    public Gazetteer(List<Unit> units, List<Community> communities, Instant now) {
        this.units = named(units, Unit::unitId, Unit::name);
        this.communities = named(communities, Community::communityId, Community::name);
        this.now = now;
    }

    /** All that go by this id or name. */
    List<Unit> units(String name) {
        return units.getOrDefault(name, List.of());
    }

    List<Community> communities(String name) {
        return communities.getOrDefault(name, List.of());
    }

    boolean partners(String unitId, String communityId) {
        return units(unitId).stream().anyMatch(unit -> unit.unitId().equals(unitId) && unit.partnerOf(communityId, now));
    }

    static Optional<String> compound(Community community, String name) {
        List<String> found = community.compounds().stream()
                .filter(one -> one.compoundId().equals(name) || one.name().equals(name)).map(Compound::compoundId).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : found.stream().filter(name::equals).findFirst();
    }

    private static <T> Map<String, List<T>> named(List<T> all, Function<T, String> id, Function<T, String> name) {
        Map<String, List<T>> named = new HashMap<>();
        all.forEach(one -> named.computeIfAbsent(name.apply(one), key -> new ArrayList<>()).add(one));
        all.forEach(one -> named.put(id.apply(one), List.of(one)));
        return named;
    }
}
