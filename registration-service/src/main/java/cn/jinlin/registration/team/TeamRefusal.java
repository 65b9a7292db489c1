package cn.jinlin.registration.team;

import cn.jinlin.kit.domain.Refusal;

/** Why a team refuses. */
enum TeamRefusal implements Refusal {
    /** What was disbanded stays so. */
    TEAM_DISBANDED,
    /** A team has at most {@link Team#MOST} members. */
    TEAM_FULL,
    /** Only somebody of the team leads it. */
    LEADER_NOT_IN_TEAM;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
