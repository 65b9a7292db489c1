package cn.jinlin.kit.body;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/** Where in a body something stands, written like {@code outcomes[0].quantity}. */
final class JsonPath {
    private JsonPath() {}

    static String of(TokenStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(path, context);
        return path.toString();
    }

    private static void append(StringBuilder path, TokenStreamContext context) {
        if (context.getParent() != null) {
            append(path, context.getParent());
        }
        if (context.inArray()) {
            index(path, Math.max(0, context.getCurrentIndex()));
        } else if (context.currentName() != null) {
            name(path, context.currentName());
        }
    }

    static String of(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                index(path, reference.getIndex());
            } else {
                name(path, reference.getPropertyName());
            }
        }
        return path.toString();
    }

    static void index(StringBuilder path, Object index) {
        path.append('[').append(index).append(']');
    }

    static void name(StringBuilder path, String name) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(name);
    }
}
