package cn.jinlin.registration.post;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.post.Post.Left;
import cn.jinlin.registration.post.Post.Offer;

/** Keeps the posts and who holds them. */
@Service
public class PostDesk {
    private final Posts posts;
    private final MemberDesk members;
    private final CommunityDesk communities;
    private final Clock clock;

    PostDesk(Posts posts, MemberDesk members, CommunityDesk communities, Clock clock) {
        this.posts = posts;
        this.members = members;
        this.communities = communities;
        this.clock = clock;
    }

    /** What shall be different of an offer; absent parts stay as they are. */
    record Correction(Optional<Post.Kind> kind, Optional<String> title, Optional<Integer> places, Optional<Instant> until) {
        Offer over(Offer offer) {
            return new Offer(kind.orElse(offer.kind()), title.orElse(offer.title()), places.orElse(offer.places()), offer.from(),
                    until.or(offer::until));
        }
    }

    /** What a post is called, also one that ended. */
    public Optional<String> title(String postId) {
        return posts.aggregates().find(postId).map(found -> found.state().offer().title());
    }

    Versioned<Post> get(String postId) {
        return posts.aggregates().get(postId);
    }

    List<Versioned<Post>> page(Collection<Posts.Slice> slices, String after, int limit) {
        return posts.page(slices, after, limit);
    }

    List<Versioned<Post>> of(String memberId, String after, int limit) {
        return posts.of(memberId, after, limit);
    }

    /** @param offer made of the moment at which a term begins that does not say so itself */
    Versioned<Post> make(String communityId, Optional<String> compoundId, Function<Instant, Offer> offer, RequestKey key) {
        Instant now = clock.instant();
        communities.requirePlace(communityId, compoundId);
        Post post = Post.made(key.firstId(), communityId, compoundId, sound(offer.apply(now), now), now);
        return posts.aggregates().create(post.postId(), key, Change.of(post), KitRefusal.BUSY::because);
    }

    Versioned<Post> correct(String postId, Correction correction, IfMatch ifMatch) {
        Instant now = clock.instant();
        return posts.change(postId, current -> {
            ifMatch.check(current.version());
            Offer next = correction.over(current.state().offer());
            return current.state().offer(next.equals(current.state().offer()) ? next : sound(next, now), now);
        }).after();
    }

    Versioned<Post> claim(Post post, String memberId, RequestKey key) {
        Instant now = clock.instant();
        members.known(memberId).requireServing(post.communityId());
        return posts.change(post.postId(), key, current -> current.state().claim(memberId, now)).after();
    }

    Versioned<Post> confirm(Post post, String memberId, RequestKey key) {
        Instant now = clock.instant();
        members.known(memberId).requireServing(post.communityId());
        return posts.change(post.postId(), key, current -> current.state().confirm(memberId, now)).after();
    }

    Versioned<Post> reject(String postId, String memberId, Optional<String> reason, RequestKey key) {
        Instant now = clock.instant();
        return posts.change(postId, key, current -> current.state().reject(memberId, reason, now)).after();
    }

    /** {@link KitRefusal#NOT_FOUND} for somebody who neither holds the post nor asks for it. */
    void leave(String postId, String memberId, Left why) {
        Instant now = clock.instant();
        if (!posts.change(postId, current -> current.state().leave(Set.of(memberId), why, Optional.empty(), now)).result()) {
            throw KitRefusal.NOT_FOUND.because("holder", memberId);
        }
    }

    void end(String postId, IfMatch ifMatch) {
        Instant now = clock.instant();
        posts.change(postId, current -> {
            ifMatch.check(current.version());
            return current.state().end(Left.DISMISSED, now);
        });
    }

    private static Offer sound(Offer offer, Instant now) {
        offer.until().ifPresent(until -> {
            if (!until.isAfter(now)) {
                throw Invalid.field("until", "NOT_IN_FUTURE");
            }
            if (!until.isAfter(offer.from())) {
                throw Invalid.field("until", "BEFORE_FROM");
            }
        });
        return offer;
    }
}
