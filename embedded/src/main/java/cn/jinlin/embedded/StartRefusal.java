package cn.jinlin.embedded;

/** Why an engine cannot start, in one line that a person can act on: a port that is taken, a folder in use. */
public final class StartRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefusal(String message, Throwable cause) {
        super(message, cause);
    }

    StartRefusal(String message) {
        super(message);
    }
}
