package cn.jinlin.kit.domain;

import java.util.List;

/**
 * One thing wrong with one field of the input.
 *
 * @param field path from the body's root, such as {@code outcomes[0].quantity}, or the name of a parameter or header;
 *            empty for the body as a whole
 * @param code stable, such as {@code REQUIRED}; its text is {@code field.<CODE>}
 * @param args fill {0}, {1} … of the text
 */
public record FieldError(String field, String code, List<Object> args) {
    public FieldError {
        args = List.copyOf(args);
    }

    public static FieldError of(String field, String code, Object... args) {
        return new FieldError(field, code, List.of(args));
    }
}
