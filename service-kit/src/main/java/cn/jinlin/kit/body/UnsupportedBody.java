package cn.jinlin.kit.body;

/** The body is not JSON in UTF-8: 415. */
public final class UnsupportedBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedBody() {
        super("unsupported body", null, false, false);
    }
}
