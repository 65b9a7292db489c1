package cn.jinlin.registration.record;

import cn.jinlin.kit.domain.Refusal;

/** Why an entry is not taken back. */
enum RecordRefusal implements Refusal {
    /** A further entry took it back already. */
    ENTRY_ALREADY_VOIDED,
    /** An entry that takes another back can't itself be taken back. */
    ENTRY_NOT_VOIDABLE;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
