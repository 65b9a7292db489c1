package cn.jinlin.supervision.inspection;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum InspectionRefusal implements Refusal {
    ALREADY_RECORDED(Kind.CONFLICT),
    /** The id was used for an inspection that says something else. */
    INSPECTION_DIFFERS(Kind.CONFLICT);

    private final Kind kind;

    InspectionRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
