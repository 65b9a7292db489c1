package cn.jinlin.launcher;

/** Something the person at the terminal has to change first; the message says what, and the exit code is 2. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
