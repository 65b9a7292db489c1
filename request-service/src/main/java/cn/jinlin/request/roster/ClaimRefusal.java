package cn.jinlin.request.roster;

import cn.jinlin.kit.domain.Refusal;

/**
 * Why a member gets no place, in the order of precedence; the two rules of the member's own time (TIME_OVERLAP,
 * TOO_MANY_OPEN_CLAIMS) stand between NOT_ELIGIBLE and UNIT_QUOTA_REACHED. {@code HOLD_LOST} never reaches a caller: the
 * claim is tried again with a new hold.
 */
public enum ClaimRefusal implements Refusal {
    MEMBER_NOT_REGISTERED, ALREADY_CLAIMED, CLAIMING_CLOSED, NOT_ELIGIBLE, UNIT_QUOTA_REACHED, ORDER_FULL, NOT_AWAITING_OFFICER, RELEASE_CLOSED, HOLD_LOST;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
