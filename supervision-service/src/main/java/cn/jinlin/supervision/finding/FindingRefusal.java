package cn.jinlin.supervision.finding;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum FindingRefusal implements Refusal {
    FINDING_EXISTS(Kind.CONFLICT),
    /** The id was used for a finding that says something else. */
    FINDING_DIFFERS(Kind.CONFLICT),
    /** A rectification waits for its recheck already. */
    RECTIFICATION_PENDING(Kind.CONFLICT),
    /** Nothing was submitted since the finding was raised or returned. */
    NOTHING_SUBMITTED(Kind.CONFLICT), FINDING_RESOLVED(Kind.CONFLICT),
    /** Whoever rectified does not judge the result. */
    RECHECK_BY_RECTIFIER(Kind.CONFLICT),
    /** It waits for nobody who could be told. */
    NOTHING_TO_ESCALATE(Kind.CONFLICT);

    private final Kind kind;

    FindingRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
