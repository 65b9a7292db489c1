package cn.jinlin.request.schedule;

import cn.jinlin.kit.domain.Refusal;

/**
 * Why a member's time does not allow a claim. {@code CLAIM_UNDER_WAY} never reaches a caller: it waits until the member's
 * other request on the same order is decided.
 */
public enum ScheduleRefusal implements Refusal {
    CLAIM_UNDER_WAY, TIME_OVERLAP, TOO_MANY_OPEN_CLAIMS;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
