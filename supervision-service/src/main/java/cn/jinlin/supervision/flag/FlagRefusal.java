package cn.jinlin.supervision.flag;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum FlagRefusal implements Refusal {
    /** A supervisor acts for one of the three offices. */
    OFFICE_REQUIRED(Kind.FORBIDDEN),
    /** It was settled before, or its evidence is gone. */
    FLAG_NOT_OPEN(Kind.CONFLICT);

    private final Kind kind;

    FlagRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
