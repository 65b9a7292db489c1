package cn.jinlin.kit.problem;

import java.util.List;
import java.util.Map;

import cn.jinlin.kit.domain.FieldError;

/**
 * An answer in the making, before it is worded.
 *
 * @param args fill the placeholders of its texts
 * @param properties further members
 */
record Problem(int status, String code, List<Object> args, Map<String, Object> properties, Map<String, String> headers,
        List<FieldError> errors) {

    static Problem of(int status, String code, Object... args) {
        return new Problem(status, code, List.of(args), Map.of(), Map.of(), List.of());
    }

    static Problem invalid(List<FieldError> errors) {
        return new Problem(400, "INVALID_INPUT", List.of(), Map.of(), Map.of(), errors);
    }

    static Problem invalid(String field, String code, Object... args) {
        return invalid(List.of(FieldError.of(field, code, args)));
    }

    /** What stands behind a bare status. */
    static Problem ofStatus(int status) {
        return of(status, switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 408 -> "REQUEST_TIMEOUT";
            case 413 -> "BODY_TOO_LARGE";
            case 414 -> "URI_TOO_LONG";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            case 429 -> "TOO_MANY_REQUESTS";
            case 431 -> "HEADERS_TOO_LARGE";
            case 501 -> "NOT_IMPLEMENTED";
            case 503 -> "UNAVAILABLE";
            case 505 -> "VERSION_NOT_SUPPORTED";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL";
        });
    }

    Problem with(Map<String, String> more) {
        return new Problem(status, code, args, properties, more, errors);
    }
}
