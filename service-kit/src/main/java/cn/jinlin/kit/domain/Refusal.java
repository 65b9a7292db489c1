package cn.jinlin.kit.domain;

/**
 * A business "no" with a stable code: the constant's name. Each feature has one enum of them; title and detail stand in
 * {@code problems.properties} and {@code problems_zh_CN.properties} under {@code <CODE>.title} and {@code <CODE>.detail}.
 */
public interface Refusal {
    String name();

    Kind kind();

    /** The refusal as a throwable; {@code details} fill the placeholders {0}, {1} … of the message. */
    default Refused because(Object... details) {
        return new Refused(this, details);
    }

    /** What sort of "no" it is; the status is the one of the HTTP answer. */
    enum Kind {
        INVALID(400), FORBIDDEN(403), NOT_FOUND(404), CONFLICT(409), STALE(412), UNPROCESSABLE(422), PRECONDITION_REQUIRED(
                428), UNAVAILABLE(
                        503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
