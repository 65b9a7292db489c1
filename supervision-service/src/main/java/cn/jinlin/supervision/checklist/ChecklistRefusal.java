package cn.jinlin.supervision.checklist;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum ChecklistRefusal implements Refusal {
    CHECKLIST_EXISTS(Kind.CONFLICT), CHECKLIST_RETIRED(Kind.CONFLICT), TOO_MANY_EDITIONS(Kind.CONFLICT),
    /** The checklist has no such edition. */
    EDITION_UNKNOWN(Kind.CONFLICT),
    /** The checklist is for another kind of target. */
    CHECKLIST_OF_OTHER_KIND(Kind.CONFLICT);

    private final Kind kind;

    ChecklistRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
