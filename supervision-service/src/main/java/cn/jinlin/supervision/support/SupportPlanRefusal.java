package cn.jinlin.supervision.support;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum SupportPlanRefusal implements Refusal {
    /** The plan asks nobody for anything. */
    PLAN_EMPTY,
    /** Units answer once the district has approved. */
    PLAN_NOT_APPROVED,
    /** The plan ended, or expired before anything came of it. */
    PLAN_OVER,
    /** The plan asks nothing of this unit. */
    UNIT_NOT_ASKED,
    /** The unit said the opposite before, or nothing in time. */
    ALREADY_ANSWERED,
    /** The time to answer has passed. */
    ANSWER_TOO_LATE,
    /** More requests than one plan may hold; a plan for one sub-district has fewer. */
    PLAN_TOO_LARGE;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
