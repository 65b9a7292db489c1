package cn.jinlin.request.rating;

import cn.jinlin.kit.domain.Refusal;

/** Why work can't be rated like that. */
enum RatingRefusal implements Refusal {
    NOT_YET_RATEABLE, ALREADY_RATED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
