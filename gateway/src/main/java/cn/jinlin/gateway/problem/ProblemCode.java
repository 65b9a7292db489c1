package cn.jinlin.gateway.problem;

import java.util.Arrays;
import java.util.Locale;

/** The stable code of a problem with its HTTP status; title and detail stand in the message bundle under its name. */
public enum ProblemCode {
    BAD_REQUEST(400), INVALID_INPUT(400), UNAUTHENTICATED(401), INVALID_TOKEN(401), TOKEN_EXPIRED(401), FORBIDDEN(
            403), NOT_FOUND(404), METHOD_NOT_ALLOWED(405), NOT_ACCEPTABLE(406), REQUEST_TIMEOUT(408), BODY_TOO_LARGE(
                    413), URI_TOO_LONG(414), UNSUPPORTED_MEDIA_TYPE(415), TOO_MANY_REQUESTS(429), HEADERS_TOO_LARGE(
                            431), INTERNAL(500), UNAVAILABLE(503), SERVICE_TIMEOUT(504);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The URI that names this kind of problem. */
    public String type() {
        return "https://jinlin.invalid/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code for a status which the server below answered by itself; the nearest general one for any other. */
    public static ProblemCode ofStatus(int status) {
        return Arrays.stream(values()).filter(code -> code.status == status).findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    }
}
