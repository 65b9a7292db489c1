package cn.jinlin.kit.test.api;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a changed schema breaks those who were written for the old one. What callers send may only be taken more freely,
 * what they get may only become more exact; a new value of an enumeration in an answer is no break, for clients are told
 * to expect some.
 */
final class SchemaBreaks {
    private static final List<String> UPPER = List.of("maxLength", "maxItems", "maximum", "exclusiveMaximum",
            "maxProperties");
    private static final List<String> LOWER = List.of("minLength", "minItems", "minimum", "exclusiveMinimum",
            "minProperties");

    private final JsonNode before;
    private final JsonNode after;
    private final boolean sent;
    private final List<String> breaks;
    private final Set<List<JsonNode>> seen = new HashSet<>();

    /** @param sent whether callers send it; else they get it */
    SchemaBreaks(JsonNode before, JsonNode after, boolean sent, List<String> breaks) {
        this.before = before;
        this.after = after;
        this.sent = sent;
        this.breaks = breaks;
    }

    void compare(String where, JsonNode oldOne, JsonNode newOne) {
        JsonNode was = resolved(before, oldOne);
        JsonNode is = resolved(after, newOne);
        if (was.isMissingNode() || !seen.add(List.of(was, is)) || was.equals(is) && closed(was)) {
            return;
        }
        types(where, types(was), types(is));
        values(where, was.path("enum"), is.path("enum"));
        if (!was.path("const").equals(is.path("const")) && !(sent && is.path("const").isMissingNode())) {
            breaks.add(where + ": another constant");
        }
        formats(where, was, is);
        if (sent) {
            bounds(where, was, is);
        }
        members(where, was, is);
        if (was.has("items")) {
            compare(where + "[]", was.path("items"), is.path("items"));
        }
        if (was.path("additionalProperties").isObject()) {
            compare(where + ".*", was.path("additionalProperties"), is.path("additionalProperties"));
        }
    }

    /** Equal text says nothing while it refers to something that may have changed. */
    private static boolean closed(JsonNode schema) {
        return !schema.toString().contains("\"$ref\"");
    }

    private void types(String where, Set<String> was, Set<String> is) {
        Set<String> narrower = sent ? was : is;
        Set<String> wider = sent ? is : was;
        if (!wider.isEmpty() && !(narrower.isEmpty() ? wider.isEmpty() : narrower.stream().allMatch(type -> fits(type, wider)))) {
            breaks.add(where + ": type " + was + " became " + is);
        }
    }

    private static boolean fits(String type, Set<String> wider) {
        return wider.contains(type) || type.equals("integer") && wider.contains("number");
    }

    private void values(String where, JsonNode was, JsonNode is) {
        if (!sent) {
            if (was.isArray() && is.isMissingNode()) {
                breaks.add(where + ": any value instead of " + was);
            }
            return;
        }
        Set<String> lost = texts(was);
        lost.removeAll(texts(is));
        if (is.isArray() && (was.isMissingNode() || !lost.isEmpty())) {
            breaks.add(where + ": no longer takes " + (lost.isEmpty() ? "every value" : lost));
        }
    }

    private void formats(String where, JsonNode was, JsonNode is) {
        for (String rule : List.of("format", "pattern")) {
            boolean freer = sent ? is.path(rule).isMissingNode() : was.path(rule).isMissingNode();
            if (!freer && !was.path(rule).equals(is.path(rule))) {
                breaks.add(where + ": " + rule + " " + was.path(rule) + " became " + is.path(rule));
            }
        }
    }

    private void bounds(String where, JsonNode was, JsonNode is) {
        Stream.of(UPPER, LOWER).flatMap(List::stream).filter(is::has).forEach(rule -> {
            boolean upper = UPPER.contains(rule);
            double now = is.path(rule).asDouble();
            boolean tighter = !was.has(rule) || (upper ? now < was.path(rule).asDouble() : now > was.path(rule).asDouble());
            if (tighter) {
                breaks.add(where + ": " + rule + " " + was.path(rule) + " became " + is.path(rule));
            }
        });
    }

    private void members(String where, JsonNode was, JsonNode is) {
        Set<String> wanted = texts(is.path("required"));
        Set<String> promised = texts(was.path("required"));
        if (sent) {
            wanted.stream().filter(name -> !promised.contains(name))
                    .forEach(name -> breaks.add(where + "." + name + ": is required now"));
        } else {
            promised.stream().filter(name -> !wanted.contains(name))
                    .forEach(name -> breaks.add(where + "." + name + ": is not always there any more"));
        }
        for (Map.Entry<String, JsonNode> member : was.path("properties").properties()) {
            JsonNode now = is.path("properties").path(member.getKey());
            if (now.isMissingNode()) {
                breaks.add(where + "." + member.getKey() + ": is gone");
            } else {
                compare(where + "." + member.getKey(), member.getValue(), now);
            }
        }
    }

    /** The schema itself, with what it refers to and all parts of an {@code allOf} in one. */
    static JsonNode resolved(JsonNode document, JsonNode schema) {
        JsonNode found = schema;
        while (found.path("$ref").isString()) {
            found = document.at(found.path("$ref").stringValue().substring(1));
        }
        if (!found.has("allOf")) {
            return found;
        }
        ObjectNode whole = (ObjectNode) found.deepCopy();
        whole.remove("allOf");
        for (JsonNode part : found.path("allOf")) {
            resolved(document, part).properties().forEach(rule -> merge(whole, rule.getKey(), rule.getValue()));
        }
        return whole;
    }

    private static void merge(ObjectNode whole, String name, JsonNode rule) {
        if (name.equals("properties")) {
            rule.properties().forEach(member -> {
                JsonNode known = whole.withObjectProperty("properties").path(member.getKey());
                if (known.isMissingNode()) {
                    whole.withObjectProperty("properties").set(member.getKey(), member.getValue());
                }
            });
        } else if (!whole.has(name)) {
            whole.set(name, rule);
        }
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new))
                : type.isString() ? new TreeSet<>(Set.of(type.stringValue())) : new TreeSet<>();
    }

    static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
