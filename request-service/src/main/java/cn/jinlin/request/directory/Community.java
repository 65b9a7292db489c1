package cn.jinlin.request.directory;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;

/**
 * A community as orders need it.
 *
 * @param location where it is, if it says so
 */
public record Community(String communityId, String name, List<String> compoundIds, Optional<Location> location) {
    public Community {
        compoundIds = List.copyOf(compoundIds);
    }
}
