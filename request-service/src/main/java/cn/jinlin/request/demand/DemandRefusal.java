package cn.jinlin.request.demand;

import cn.jinlin.kit.domain.Refusal;

/** Why a demand is not taken. */
enum DemandRefusal implements Refusal {
    EXTERNAL_ID_REUSED;

    @Override
    public Kind kind() {
        return Kind.UNPROCESSABLE;
    }
}
