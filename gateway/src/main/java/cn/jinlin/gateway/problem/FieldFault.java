package cn.jinlin.gateway.problem;

import java.util.List;

/**
 * One wrong field of a body.
 *
 * @param field its name, with the index for an element of a list
 * @param code why, as a stable code; the message stands in the bundle under {@code field.CODE}
 * @param arguments what the message names
 */
public record FieldFault(String field, String code, List<Object> arguments) {

    public FieldFault(String field, String code, Object... arguments) {
        this(field, code, List.of(arguments));
    }
}
