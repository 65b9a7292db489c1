package cn.jinlin.registration.community;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.Compound;

/**
 * A village or residents' committee with its residential compounds.
 *
 * @param communityId its 12-digit division code
 * @param subdistrictCode the first nine digits of it
 * @param compounds in the order in which they were given; ids are unique within the community
 */
public record Community(String communityId, String name, String subdistrictCode, String subdistrictName,
        Optional<Location> location, List<Compound> compounds) {
    public Community {
        compounds = List.copyOf(compounds);
    }

    public boolean hasCompound(String compoundId) {
        return compounds.stream().anyMatch(compound -> compound.compoundId().equals(compoundId));
    }

    CommunityChanged changed() {
        return new CommunityChanged(communityId, name, subdistrictCode, subdistrictName, location, compounds);
    }
}
