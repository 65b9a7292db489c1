package cn.jinlin.request.client;

import java.util.Set;

import cn.jinlin.events.RequestEvent.Category;

/**
 * A system outside.
 *
 * @param communities for which it may post; empty for all
 * @param categories of what it may post; empty for all
 */
public record Client(String clientId, Set<String> communities, Set<Category> categories, Set<Call> calls) {
    /** What a client can be let do: post demands, read what became of its own, and let its users claim. */
    public enum Call {
        POST, READ, CLAIM
    }

    public Client {
        communities = Set.copyOf(communities);
        categories = Set.copyOf(categories);
        calls = Set.copyOf(calls);
    }

    public boolean may(Call call) {
        return calls.contains(call);
    }

    public boolean mayPost(String communityId, Category category) {
        return may(Call.POST) && servesCommunity(communityId) && serves(category);
    }

    /** Whether its app may let its users claim there. */
    public boolean mayClaim(String communityId, Category category) {
        return may(Call.CLAIM) && servesCommunity(communityId) && serves(category);
    }

    public boolean servesCommunity(String communityId) {
        return communities.isEmpty() || communities.contains(communityId);
    }

    public boolean serves(Category category) {
        return categories.isEmpty() || categories.contains(category);
    }
}
