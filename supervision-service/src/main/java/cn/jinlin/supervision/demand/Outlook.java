package cn.jinlin.supervision.demand;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;

/**
 * What is free and what is missing in a horizon.
 *
 * @param supplies units with free people, by their id
 * @param shortages communities that lack people, by their code
 */
public record Outlook(List<Supply> supplies, List<Shortage> shortages) {
    /** @param free people of the unit without a claim in the horizon whom their own communities do not need */
    public record Supply(String unitId, String name, Location at, int free) {}

    /**
     * @param at empty where nobody knows: then nobody can be sent there
     * @param lacks open places that the community's own people cannot fill
     */
    public record Shortage(String communityId, String name, Optional<Location> at, int lacks) {}
}
