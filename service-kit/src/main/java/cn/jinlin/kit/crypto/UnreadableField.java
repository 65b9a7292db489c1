package cn.jinlin.kit.crypto;

/** An encrypted field can't be read: altered, written for another context, or its key is not known here. */
public final class UnreadableField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableField(Throwable cause) {
        super("An encrypted field can't be read.", cause);
    }
}
