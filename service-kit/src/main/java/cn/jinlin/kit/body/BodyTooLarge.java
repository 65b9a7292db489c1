package cn.jinlin.kit.body;

/** The body is longer than the service reads: 413. */
public final class BodyTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** @param limit in bytes */
    public BodyTooLarge(long limit) {
        super("body too large", null, false, false);
        this.limit = limit;
    }

    /** In bytes. */
    public long limit() {
        return limit;
    }
}
