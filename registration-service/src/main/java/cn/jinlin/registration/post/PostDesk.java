package cn.jinlin.registration.post;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberFollower;
import cn.jinlin.registration.post.Post.Holder;
import cn.jinlin.registration.post.Post.Left;
import cn.jinlin.registration.post.Post.Offer;

/** Keeps the posts and who holds them. */
@Service
class PostDesk implements MemberFollower {
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

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

    Versioned<Post> get(String postId) {
        return posts.aggregates().get(postId);
    }

    List<Versioned<Post>> page(Collection<Posts.Slice> slices, String after, int limit) {
        return posts.page(slices, after, limit);
    }

    List<Versioned<Post>> of(String memberId, String after, int limit) {
        return posts.of(memberId, after, limit);
    }

    /** @param from when the term begins; now, where it is not said */
    Versioned<Post> make(String communityId, Optional<String> compoundId, Function<Instant, Offer> offer, RequestKey key) {
        Instant now = clock.instant();
        communities.requirePlace(communityId, compoundId);
        Post post = Post.made(key.firstId(), communityId, compoundId, sound(offer.apply(now), now), now);
        return posts.aggregates().create(post.postId(), key, Change.of(post), KitRefusal.BUSY::because);
    }

    Versioned<Post> correct(String postId, Correction correction, IfMatch ifMatch) {
        Instant now = clock.instant();
        return change(postId, NO_KEY, current -> {
            ifMatch.check(current.version());
            Offer next = correction.over(current.state().offer());
            return current.state().offer(next.equals(current.state().offer()) ? next : sound(next, now), now);
        }).after();
    }

    Versioned<Post> claim(Post post, String memberId, RequestKey key) {
        Instant now = clock.instant();
        members.known(memberId).requireServing(post.communityId());
        return changed(post.postId(), key, current -> current.claim(memberId, now)).after();
    }

    Versioned<Post> confirm(Post post, String memberId, RequestKey key) {
        Instant now = clock.instant();
        members.known(memberId).requireServing(post.communityId());
        return changed(post.postId(), key, current -> current.confirm(memberId, now)).after();
    }

    Versioned<Post> reject(String postId, String memberId, Optional<String> reason, RequestKey key) {
        Instant now = clock.instant();
        return changed(postId, key, current -> current.reject(memberId, reason, now)).after();
    }

    /** {@link KitRefusal#NOT_FOUND} for somebody who neither holds the post nor asks for it. */
    void leave(String postId, String memberId, Left why) {
        Instant now = clock.instant();
        if (!changed(postId, NO_KEY, current -> current.leave(Set.of(memberId), why, Optional.empty(), now)).result()) {
            throw KitRefusal.NOT_FOUND.because("holder", memberId);
        }
    }

    void end(String postId, IfMatch ifMatch) {
        Instant now = clock.instant();
        change(postId, NO_KEY, current -> {
            ifMatch.check(current.version());
            return current.state().end(Left.DISMISSED, now);
        });
    }

    @Override
    public void follow(Collection<String> memberIds) {
        posts.heldBy(memberIds).forEach(seen -> keepThoseWhoStay(seen, holders(seen.state())));
        Set<String> there = members.all(memberIds).stream().map(found -> found.state().memberId()).collect(Collectors.toSet());
        memberIds.stream().filter(id -> !there.contains(id)).forEach(this::forget);
    }

    /** What was said of an erased member goes with it. */
    private void forget(String memberId) {
        posts.of(memberId, "", 0).forEach(found -> changed(found.state().postId(), NO_KEY, post -> post.forget(memberId)));
    }

    /** What is due: the end of the term, and a second look at whoever claimed a moment ago. */
    void look(String postId) {
        Instant now = clock.instant();
        Versioned<Post> seen = changed(postId, NO_KEY, current -> current.asOf(now)).after();
        if (!seen.state().unsettled().isEmpty()) {
            keepThoseWhoStay(seen, seen.state().unsettled());
        }
    }

    /**
     * Lets go whom the post had, unchanged, when it was seen without a registration; a post that changed meanwhile is looked
     * at again.
     */
    private void keepThoseWhoStay(Versioned<Post> seen, Set<String> looked) {
        Instant now = clock.instant();
        Map<String, Member> known = members.all(looked).stream().map(Versioned::state)
                .collect(Collectors.toMap(Member::memberId, Function.identity()));
        Set<String> leaving = looked.stream()
                .filter(id -> known.get(id) == null || !known.get(id).staysIn(seen.state().communityId()))
                .collect(Collectors.toSet());
        Committed<Post, Boolean> kept = change(seen.state().postId(), NO_KEY,
                current -> current.version() == seen.version()
                        ? current.state().leave(leaving, Left.REGISTRATION_ENDED, Optional.empty(), now).settle(looked)
                        : current.state());
        Set<String> left = holders(kept.after().state());
        if (!kept.result() && leaving.stream().anyMatch(left::contains)) {
            keepThoseWhoStay(get(seen.state().postId()), leaving);
        }
    }

    private static Set<String> holders(Post post) {
        return post.holders().stream().map(Holder::memberId).collect(Collectors.toSet());
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

    private Committed<Post, Boolean> changed(String postId, RequestKey key, UnaryOperator<Post> transition) {
        return change(postId, key, current -> transition.apply(current.state()));
    }

    private Committed<Post, Boolean> change(String postId, RequestKey key, Function<Versioned<Post>, Post> transition) {
        return posts.aggregates().execute(postId, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("post", postId);
            }
            Post next = transition.apply(current);
            return next.equals(current.state()) ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        });
    }
}
