package cn.jinlin.registration.household;

import cn.jinlin.kit.domain.Refusal;

/** Why a household refuses. */
enum HouseholdRefusal implements Refusal {
    /** Its data is erased. */
    HOUSEHOLD_REMOVED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
