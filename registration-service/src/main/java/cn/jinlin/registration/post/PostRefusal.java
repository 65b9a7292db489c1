package cn.jinlin.registration.post;

import cn.jinlin.kit.domain.Refusal;

/** Why a post refuses. */
enum PostRefusal implements Refusal {
    /** Its term is over, or the officer ended it. */
    POST_ENDED,
    /** All places are held. */
    POST_FULL,
    /** More members ask for it than an officer can look at. */
    TOO_MANY_CLAIMS,
    /** The member holds the post or has asked for it. */
    POST_ALREADY_CLAIMED,
    /** Only what was asked for, and not decided on yet, can be decided. */
    CLAIM_NOT_PENDING,
    /** There can't be fewer places than holders. */
    PLACES_HELD;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
