package cn.jinlin.registration.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.post.Post.Holder;
import cn.jinlin.registration.post.Post.HolderStatus;
import cn.jinlin.registration.post.Post.Left;
import cn.jinlin.registration.post.Post.Past;
import cn.jinlin.registration.post.Posts.Status;

/** What of a post goes out: anybody may know the post, its officers and overseers who holds it, a member its own part. */
final class PostAnswers {
    private PostAnswers() {}

    /**
     * @param freePlaces places that nobody is confirmed for
     * @param holders all of them for the community's officers, the district and supervisors; else the caller alone
     */
    record PostAnswer(String postId, String communityId, Optional<String> compoundId, Post.Kind kind, String title, int places,
            long freePlaces, Instant from, Optional<Instant> until, Status status, Optional<Instant> endedAt,
            List<Holder> holders) {}

    /**
     * What a member had to do with a post.
     *
     * @param until when that ended, and why
     * @param held whether the officer had confirmed it
     */
    record MemberPost(String postId, String communityId, Optional<String> compoundId, Post.Kind kind, String title, boolean held,
            Optional<HolderStatus> status, Instant since, Optional<Instant> until, Optional<Left> why,
            Optional<String> reason) {}

    static PostAnswer of(Post post, Caller caller) {
        boolean all = caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR) || caller.isOfficerOf(post.communityId());
        return new PostAnswer(post.postId(), post.communityId(), post.compoundId(), post.offer().kind(), post.offer().title(),
                post.offer().places(), post.open() ? post.offer().places() - post.confirmed() : 0, post.offer().from(),
                post.offer().until(), Posts.status(post), post.endedAt(),
                post.holders().stream().filter(one -> all || caller.isMember(one.memberId())).toList());
    }

    /** All that a member had to do with a post, the earliest first. */
    static Stream<MemberPost> of(Post post, String memberId) {
        Stream<MemberPost> past = post.past().stream().filter(one -> one.memberId().equals(memberId))
                .map(one -> memberPost(post, one));
        return Stream.concat(past, post.holder(memberId).stream().map(one -> memberPost(post, one)));
    }

    private static MemberPost memberPost(Post post, Past one) {
        return new MemberPost(post.postId(), post.communityId(), post.compoundId(), post.offer().kind(), post.offer().title(),
                one.held(), Optional.empty(), one.since(), Optional.of(one.until()), Optional.of(one.why()), one.reason());
    }

    private static MemberPost memberPost(Post post, Holder one) {
        return new MemberPost(post.postId(), post.communityId(), post.compoundId(), post.offer().kind(), post.offer().title(),
                one.status() == HolderStatus.CONFIRMED, Optional.of(one.status()), one.since(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
