package cn.jinlin.kit.body;

import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A value that can't be bound, with the code of its field error; the path is added on the way up. */
final class FieldFault extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Object> args;

    FieldFault(JsonParser parser, Class<?> target, String code, Object... args) {
        super(parser, code, target);
        this.code = code;
        this.args = List.of(args);
    }

    String code() {
        return code;
    }

    List<Object> args() {
        return args;
    }
}
