package cn.jinlin.kit.test.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what of a changed API document breaks a client that was written for the released one. */
public final class Breaks {
    private final JsonNode before;
    private final JsonNode after;
    private final List<String> breaks = new ArrayList<>();

    private Breaks(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** Each break in a line that names the operation; empty when every old client still works. */
    public static List<String> between(JsonNode before, JsonNode after) {
        Breaks found = new Breaks(before, after);
        for (Map.Entry<String, JsonNode> path : before.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                found.operation(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue(), after.path("paths").path(path.getKey()).path(operation.getKey()));
            }
        }
        Set<String> codes = codes(before);
        codes.removeAll(codes(after));
        codes.forEach(code -> found.breaks.add("problem code " + code + " is gone"));
        return found.breaks.stream().distinct().toList();
    }

    private void operation(String name, JsonNode was, JsonNode is) {
        if (is.isMissingNode()) {
            breaks.add(name + " is gone");
            return;
        }
        if (!was.path("operationId").equals(is.path("operationId"))) {
            breaks.add(name + ": operationId " + was.path("operationId") + " became " + is.path("operationId"));
        }
        if (open(was) && !open(is)) {
            breaks.add(name + ": needs a token now");
        }
        Set<String> roles = SchemaBreaks.texts(was.path("x-roles"));
        roles.removeAll(SchemaBreaks.texts(is.path("x-roles")));
        if (!roles.isEmpty() && !open(is)) {
            breaks.add(name + ": closed to " + roles);
        }
        parameters(name, was.path("parameters"), is.path("parameters"));
        body(name, was.path("requestBody"), is.path("requestBody"));
        answers(name, was.path("responses"), is.path("responses"));
    }

    private static boolean open(JsonNode operation) {
        return operation.has("security") && operation.path("security").isEmpty();
    }

    private void parameters(String name, JsonNode was, JsonNode is) {
        for (JsonNode parameter : was) {
            String where = name + " " + parameter.path("in").asString() + " " + parameter.path("name").asString();
            JsonNode now = named(is, parameter);
            if (now == null) {
                breaks.add(where + ": is gone");
            } else {
                if (now.path("required").asBoolean() && !parameter.path("required").asBoolean()) {
                    breaks.add(where + ": is required now");
                }
                new SchemaBreaks(before, after, true, breaks).compare(where, parameter.path("schema"), now.path("schema"));
            }
        }
        for (JsonNode parameter : is) {
            if (parameter.path("required").asBoolean() && named(was, parameter) == null) {
                breaks.add(name + " " + parameter.path("in").asString() + " " + parameter.path("name").asString()
                        + ": is new and required");
            }
        }
    }

    private static @Nullable JsonNode named(JsonNode parameters, JsonNode like) {
        return parameters.valueStream().filter(each -> each.path("name").equals(like.path("name"))
                && each.path("in").equals(like.path("in"))).findFirst().orElse(null);
    }

    private void body(String name, JsonNode was, JsonNode is) {
        if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            breaks.add(name + ": a body is required now");
        }
        contents(name + " body", was.path("content"), is.path("content"), true);
    }

    private void answers(String name, JsonNode was, JsonNode is) {
        for (Map.Entry<String, JsonNode> answer : was.properties()) {
            if (!answer.getKey().startsWith("2")) {
                continue;
            }
            JsonNode now = is.path(answer.getKey());
            String where = name + " " + answer.getKey();
            if (now.isMissingNode()) {
                breaks.add(where + ": is gone");
                continue;
            }
            answer.getValue().path("headers").propertyNames().stream().filter(header -> !now.path("headers").has(header))
                    .forEach(header -> breaks.add(where + " header " + header + ": is gone"));
            contents(where, answer.getValue().path("content"), now.path("content"), false);
        }
    }

    private void contents(String where, JsonNode was, JsonNode is, boolean sent) {
        for (Map.Entry<String, JsonNode> content : was.properties()) {
            if (is.has(content.getKey())) {
                new SchemaBreaks(before, after, sent, breaks).compare(where, content.getValue().path("schema"),
                        is.path(content.getKey()).path("schema"));
            } else {
                breaks.add(where + ": " + content.getKey() + " is gone");
            }
        }
    }

    private static Set<String> codes(JsonNode document) {
        Set<String> codes = new LinkedHashSet<>();
        document.findValues("responses").forEach(list -> list.forEach(answer -> codes.addAll(Answer.codes(answer))));
        return codes;
    }
}
