package cn.jinlin.supervision.place;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
public enum TargetRefusal implements Refusal {
    /** A supervisor acts for one of the three offices. */
    OFFICE_REQUIRED(Kind.FORBIDDEN),
    /** The unit, community or place is not known here (yet: a view may be a moment behind). */
    TARGET_UNKNOWN(Kind.CONFLICT),
    /** The place is no longer inspected. */
    PLACE_CLOSED(Kind.CONFLICT),
    /** A market does not become a scenic spot. */
    PLACE_OF_OTHER_KIND(Kind.CONFLICT);

    private final Kind kind;

    TargetRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
