package cn.jinlin.registration.community;

import cn.jinlin.kit.domain.Refusal;

/** Why a place is refused. */
enum CommunityRefusal implements Refusal {
    /** There is no such community. */
    COMMUNITY_UNKNOWN,
    /** The community has no such compound. */
    COMPOUND_UNKNOWN;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
