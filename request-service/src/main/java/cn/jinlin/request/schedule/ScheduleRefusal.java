package cn.jinlin.request.schedule;

import cn.jinlin.kit.domain.Refusal;

/** Why a member's time does not allow a claim. ALREADY_CLAIMED is also said while another claim on the order is under way. */
public enum ScheduleRefusal implements Refusal {
    ALREADY_CLAIMED, TIME_OVERLAP, TOO_MANY_OPEN_CLAIMS;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
