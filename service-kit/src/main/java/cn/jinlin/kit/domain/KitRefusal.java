package cn.jinlin.kit.domain;

/** Refusals that belong to no feature. */
public enum KitRefusal implements Refusal {
    NOT_FOUND(Kind.NOT_FOUND), FORBIDDEN(Kind.FORBIDDEN), STALE_VERSION(Kind.STALE), PRECONDITION_REQUIRED(
            Kind.PRECONDITION_REQUIRED), OUTBOX_FULL(Kind.UNAVAILABLE), BUSY(Kind.UNAVAILABLE), STORE_UNAVAILABLE(
                    Kind.UNAVAILABLE), IDEMPOTENCY_KEY_REUSED(
                            Kind.UNPROCESSABLE), IDEMPOTENCY_KEY_IN_USE(Kind.CONFLICT), INVALID_CURSOR(Kind.INVALID);

    private final Kind kind;

    KitRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
