package cn.jinlin.request.recommendation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.proof.Distance;
import cn.jinlin.request.roster.Claimant;

/**
 * From where a member looks at orders.
 *
 * @param here where the member is, or the communities it is registered in; empty where nobody knows
 * @param places where communities are, as far as they say
 * @param served how often the member served lately, by category
 * @param servedIn the same by community
 */
record Standpoint(Claimant who, List<Location> here, Map<String, Location> places, Map<Category, Integer> served,
        Map<String, Integer> servedIn) {
    Standpoint {
        here = List.copyOf(here);
        places = Map.copyOf(places);
        served = Map.copyOf(served);
        servedIn = Map.copyOf(servedIn);
    }

    /** Great-circle kilometres to where the order is, or else to its community. */
    Optional<Double> kilometresTo(ServiceOrder order) {
        Optional<Location> there = order.terms().location()
                .or(() -> Optional.ofNullable(places.get(order.sheet().communityId())));
        return there.flatMap(place -> here.stream().map(from -> Distance.metres(from, place) / 1_000).min(Double::compareTo));
    }

    boolean isAtHome(ServiceOrder order) {
        return who.confirmedIn().contains(order.sheet().communityId());
    }

    int timesOf(Category category) {
        return served.getOrDefault(category, 0);
    }

    int timesIn(String communityId) {
        return servedIn.getOrDefault(communityId, 0);
    }
}
