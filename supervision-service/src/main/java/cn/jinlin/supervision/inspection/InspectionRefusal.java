package cn.jinlin.supervision.inspection;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum InspectionRefusal implements Refusal {
    /** A supervisor acts for one of the three offices. */
    OFFICE_REQUIRED(Kind.FORBIDDEN),
    /** The unit or community is not known here (yet: a view may be a moment behind). */
    TARGET_UNKNOWN(Kind.CONFLICT), ALREADY_RECORDED(Kind.CONFLICT),
    /** A rectification waits for its recheck already. */
    RECTIFICATION_PENDING(Kind.CONFLICT),
    /** Nothing was submitted since the finding was raised or returned. */
    NOTHING_SUBMITTED(Kind.CONFLICT), FINDING_RESOLVED(Kind.CONFLICT),
    /** Whoever rectified does not judge the result. */
    RECHECK_BY_RECTIFIER(Kind.CONFLICT);

    private final Kind kind;

    InspectionRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
