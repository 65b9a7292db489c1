package cn.jinlin.gateway.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A refusal of the gateway before it is put into words.
 *
 * @param arguments what the detail names
 * @param errors the wrong fields, empty where the body is not the matter
 * @param headers what the answer says besides, such as {@code Retry-After}
 */
public record Problem(ProblemCode code, List<Object> arguments, List<FieldFault> errors, Map<String, String> headers) {

    public static Problem of(ProblemCode code, Object... arguments) {
        return new Problem(code, List.of(arguments), List.of(), Map.of());
    }

    public static Problem invalid(List<FieldFault> errors) {
        return new Problem(ProblemCode.INVALID_INPUT, List.of(), List.copyOf(errors), Map.of());
    }

    public Problem with(String header, String value) {
        return new Problem(code, arguments, errors, Map.of(header, value));
    }

    /** Says when to come again, in whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return with("Retry-After", Long.toString(seconds));
    }
}
