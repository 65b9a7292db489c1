package cn.jinlin.registration.imports;

import cn.jinlin.kit.domain.Refusal;

/** Why an import, or work on it, is refused. */
enum ImportRefusal implements Refusal {
    /** The sender has as many imports under way as one may have. */
    TOO_MANY_IMPORTS,
    /** Somebody else works on it. */
    IMPORT_HELD,
    /** There is nothing left to do. */
    IMPORT_ENDED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
