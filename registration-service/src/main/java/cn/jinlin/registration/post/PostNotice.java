package cn.jinlin.registration.post;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.registration.post.Post.Holder;
import cn.jinlin.registration.post.Post.HolderStatus;
import cn.jinlin.registration.post.Post.Past;

/**
 * What became of a member's part in a post, by an officer or by time.
 *
 * @param at when it came to that; with the rest the same for the same thing
 */
public record PostNotice(String postId, String communityId, String memberId, What what, Instant at) {
    public enum What {
        /** The officer agreed; the member holds it now. */
        CONFIRMED,
        /** The officer did not agree. */
        REJECTED,
        /** Its term is over, the officer ended it, or the member serves there no longer. */
        ENDED
    }

    /** What there is to tell of the member's part as it stands; empty where it did itself what was done last. */
    static Optional<PostNotice> of(Post post, String memberId) {
        Optional<Holder> holder = post.holder(memberId);
        if (holder.isPresent()) {
            return holder.filter(one -> one.status() == HolderStatus.CONFIRMED)
                    .map(one -> new PostNotice(post.postId(), post.communityId(), memberId, What.CONFIRMED, one.since()));
        }
        return post.past().reversed().stream().filter(one -> one.memberId().equals(memberId)).findFirst()
                .flatMap(one -> what(one)
                        .map(what -> new PostNotice(post.postId(), post.communityId(), memberId, what, one.until())));
    }

    private static Optional<What> what(Past past) {
        return switch (past.why()) {
            case REJECTED -> Optional.of(What.REJECTED);
            case DISMISSED, TERM_ENDED, REGISTRATION_ENDED -> Optional.of(What.ENDED);
            case GIVEN_UP -> Optional.empty();
        };
    }
}
