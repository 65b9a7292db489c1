package cn.jinlin.registration.member;

import cn.jinlin.kit.domain.Refusal;

/** Why a member or a registration is refused. */
public enum MemberRefusal implements Refusal {
    /** Somebody with this id is there already. */
    MEMBER_EXISTS,
    /** Another party member has this phone. */
    PHONE_TAKEN,
    /** There is no such unit. */
    UNIT_UNKNOWN,
    /** The community is no confirmed partner of the member's unit (now). */
    NOT_A_PARTNER_COMMUNITY,
    /** A resident has no unit to leave. */
    RESIDENT_WITHOUT_UNIT,
    /** Residents report to where they live and nowhere else. */
    RESIDENCE_ONLY,
    /** Only what is pending, in the community that the officer looks at, can be decided. */
    REGISTRATION_NOT_PENDING,
    /** Only what is pending or confirmed can be withdrawn. */
    REGISTRATION_NOT_LIVE,
    /** Teams, pairings and posts take only those with a confirmed registration in their community. */
    NOT_REGISTERED_THERE;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
