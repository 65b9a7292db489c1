package cn.jinlin.supervision.exemplar;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum ExemplarRefusal implements Refusal {
    EXEMPLAR_EXISTS(Kind.CONFLICT), MEMBER_UNKNOWN(Kind.CONFLICT),
    /** No such order or entry is known here. */
    EVIDENCE_UNKNOWN(Kind.CONFLICT),
    /** The order is not completed, or the entry was taken back. */
    EVIDENCE_DOES_NOT_COUNT(Kind.CONFLICT),
    /** The entry belongs to nobody who is named. */
    EVIDENCE_OF_OTHERS(Kind.CONFLICT),
    /** Whoever nominates does not review. */
    REVIEW_BY_NOMINATOR(Kind.CONFLICT), ALREADY_REVIEWED(Kind.CONFLICT), NOT_REVIEWED(Kind.CONFLICT),
    /** Somebody who is named has not consented. */
    CONSENT_MISSING(Kind.CONFLICT),
    /** Only who is named consents. */
    NOT_NAMED(Kind.FORBIDDEN), EXEMPLAR_DECLINED(Kind.CONFLICT), EXEMPLAR_WITHDRAWN(Kind.CONFLICT), ALREADY_PUBLISHED(
            Kind.CONFLICT),
    /** The channel lacks its address or its secret. */
    CHANNEL_NOT_SET_UP(Kind.CONFLICT);

    private final Kind kind;

    ExemplarRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
