package cn.jinlin.registration.unit;

import cn.jinlin.kit.domain.Refusal;

/** Why a tie is refused. */
enum UnitRefusal implements Refusal {
    /** The unit has a tie to this community already, and another one than the one asked for. */
    TIE_ALREADY_THERE,
    /** The community's officer confirms what the unit proposed, and it proposed nothing (or not this). */
    TIE_NOT_PROPOSED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
