package cn.jinlin.kit.domain;

import java.util.List;

/** The input breaks a rule of its shape: 400 with code {@code INVALID_INPUT} and the fields that are wrong. */
public final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** All that is wrong; at least one. */
    public Invalid(List<FieldError> errors) {
        super("INVALID_INPUT", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public static Invalid field(String field, String code, Object... args) {
        return new Invalid(List.of(FieldError.of(field, code, args)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
