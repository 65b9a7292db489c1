package cn.jinlin.registration.post;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.confirmation.MemberFollower;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.post.Post.Holder;
import cn.jinlin.registration.post.Post.Left;

/**
 * Does with posts what nobody asks for: ends terms, lets go who serves in the community no longer, and tells members what
 * became of their part.
 */
@Component
class PostKeeper implements MemberFollower {
    private final Posts posts;
    private final MemberDesk members;
    private final List<PostNotices> notices;
    private final Clock clock;

    PostKeeper(Posts posts, MemberDesk members, List<PostNotices> notices, Clock clock) {
        this.posts = posts;
        this.members = members;
        this.notices = List.copyOf(notices);
        this.clock = clock;
    }

    @Override
    public void follow(Collection<String> memberIds) {
        posts.heldBy(memberIds).forEach(seen -> keepThoseWhoStay(seen, holders(seen.state())));
        Set<String> there = members.all(memberIds).stream().map(found -> found.state().memberId()).collect(Collectors.toSet());
        memberIds.stream().filter(id -> !there.contains(id)).forEach(this::forget);
    }

    /** What was said of an erased member goes with it. */
    private void forget(String memberId) {
        posts.of(memberId, "", 0).forEach(found -> posts.change(found.state().postId(), post -> post.state().forget(memberId)));
    }

    /** What is due: the end of the term, a second look at whoever claimed a moment ago, and what is still to be told. */
    void look(String postId) {
        Instant now = clock.instant();
        Versioned<Post> seen = posts.change(postId, current -> current.state().asOf(now)).after();
        if (!seen.state().unsettled().isEmpty()) {
            keepThoseWhoStay(seen, seen.state().unsettled());
        }
    }

    /**
     * Lets go whom the post had, unchanged, when it was seen without a registration; a post that changed meanwhile is looked
     * at again.
     */
    private void keepThoseWhoStay(Versioned<Post> seen, Set<String> looked) {
        tell(seen.state(), looked);
        Instant now = clock.instant();
        Map<String, Member> known = members.all(looked).stream().map(Versioned::state)
                .collect(Collectors.toMap(Member::memberId, Function.identity()));
        Set<String> leaving = looked.stream()
                .filter(id -> known.get(id) == null || !known.get(id).staysIn(seen.state().communityId()))
                .collect(Collectors.toSet());
        Committed<Post, Boolean> kept = posts.change(seen.state().postId(),
                current -> current.version() == seen.version()
                        ? current.state().settle(looked).leave(leaving, Left.REGISTRATION_ENDED, Optional.empty(), now)
                        : current.state());
        Set<String> left = holders(kept.after().state());
        if (!kept.result() && leaving.stream().anyMatch(left::contains)) {
            keepThoseWhoStay(posts.aggregates().get(seen.state().postId()), leaving);
        }
    }

    /** Before they are settled, so that nothing stays untold when this breaks off. */
    private void tell(Post post, Set<String> looked) {
        post.unsettled().stream().filter(looked::contains).flatMap(memberId -> PostNotice.of(post, memberId).stream())
                .forEach(notice -> notices.forEach(each -> each.told(notice)));
    }

    private static Set<String> holders(Post post) {
        return post.holders().stream().map(Holder::memberId).collect(Collectors.toSet());
    }
}
