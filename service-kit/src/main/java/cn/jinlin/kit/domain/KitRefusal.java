package cn.jinlin.kit.domain;

/** The refusals that every service shares; their texts stand in {@code kit-problems}. */
public enum KitRefusal implements Refusal {
    INVALID_CURSOR(Kind.INVALID), FORBIDDEN(Kind.FORBIDDEN), NOT_FOUND(Kind.NOT_FOUND), IDEMPOTENCY_KEY_IN_USE(
            Kind.CONFLICT), STALE_VERSION(Kind.STALE), IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE), PRECONDITION_REQUIRED(
                    Kind.PRECONDITION_REQUIRED), OUTBOX_FULL(Kind.UNAVAILABLE), BUSY(Kind.UNAVAILABLE), STORE_UNAVAILABLE(
                            Kind.UNAVAILABLE), BROKER_UNAVAILABLE(Kind.UNAVAILABLE), ISSUER_UNAVAILABLE(Kind.UNAVAILABLE);

    private final Kind kind;

    KitRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
