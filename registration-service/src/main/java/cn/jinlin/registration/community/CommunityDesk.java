package cn.jinlin.registration.community;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;

/** Keeps the reference data of the communities. */
@Service
public class CommunityDesk {
    private final Communities communities;

    CommunityDesk(Communities communities) {
        this.communities = communities;
    }

    /** The community of this code, if there is one. */
    public Optional<Community> find(String communityId) {
        return communities.aggregates().find(communityId).map(Versioned::state);
    }

    /** Refuses by {@link CommunityRefusal} a community that is not known, or a compound that it has not. */
    public void requirePlace(String communityId, Optional<String> compoundId) {
        Community community = find(communityId).orElseThrow(() -> CommunityRefusal.COMMUNITY_UNKNOWN.because(communityId));
        compoundId.filter(compound -> !community.hasCompound(compound)).ifPresent(compound -> {
            throw CommunityRefusal.COMPOUND_UNKNOWN.because(compound);
        });
    }

    /** Makes or replaces a community; the result says whether it was made. What is the same already stays as it is. */
    Committed<Community, Boolean> put(Community community, IfMatch ifMatch) {
        return communities.aggregates().execute(community.communityId(), Boolean.class, current -> {
            if (current == null && ifMatch.isPresent()) {
                throw KitRefusal.STALE_VERSION.because();
            }
            if (current != null) {
                ifMatch.check(current.version());
            }
            if (current != null && current.state().equals(community)) {
                return Outcome.unchanged(false);
            }
            return Outcome.changed(Change.of(community), current == null);
        });
    }

    Versioned<Community> get(String communityId) {
        return communities.aggregates().get(communityId);
    }

    /** Communities by code, the next after {@code after}. */
    public List<Versioned<Community>> page(Optional<String> subdistrictCode, String after, int limit) {
        return communities.page(subdistrictCode, after, limit);
    }
}
