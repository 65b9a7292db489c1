package cn.jinlin.request.open311;

/** An answer that is an error, as GeoReport v2 has them: 400 for what is missing or wrong, 403 for keys, 404 for what is unknown. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private Fault(int code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    static Fault wrong(String description) {
        return new Fault(400, description);
    }

    static Fault key(String description) {
        return new Fault(403, description);
    }

    static Fault unknown(String description) {
        return new Fault(404, description);
    }

    int code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
