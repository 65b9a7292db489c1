package cn.jinlin.request.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The views of communities, units and members, each found by its id. */
@Repository
public class Directory {
    private final View<Community> communities;
    private final View<Unit> units;
    private final View<Member> members;

    Directory(Store store) {
        this.communities = store.view("communities", Community.class, community -> Map.of(), List.of());
        this.units = store.view("units", Unit.class, unit -> Map.of(), List.of());
        this.members = store.view("members", Member.class, member -> Map.of(), List.of());
    }

    public Optional<Community> community(String communityId) {
        return communities.find(communityId);
    }

    public Optional<Unit> unit(String unitId) {
        return units.find(unitId);
    }

    /** A member who was not deleted. */
    public Optional<Member> member(String memberId) {
        return members.find(memberId).filter(member -> !member.deleted());
    }

    void applyCommunities(Collection<View.Entry<Community>> entries) {
        communities.apply(entries);
    }

    void applyUnits(Collection<View.Entry<Unit>> entries) {
        units.apply(entries);
    }

    void applyMembers(Collection<View.Entry<Member>> entries) {
        members.apply(entries);
    }
}
