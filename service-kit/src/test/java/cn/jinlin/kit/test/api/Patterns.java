package cn.jinlin.kit.test.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns Java's regular expressions, which match the whole text, into those of JSON Schema, which look for a part of it. */
final class Patterns {
    private static final Pattern FLAGS = Pattern.compile("^\\(\\?([a-zA-Z]+)\\)");

    private Patterns() {}

    /** In the whole tree, and the limits that say nothing with them. */
    static void translate(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("pattern").isString() && object.path("type").asString("").equals("string")) {
                object.put("pattern", ofJava(object.path("pattern").stringValue()));
            }
            for (String least : new String[]{"minLength", "minItems"}) {
                if (object.path(least).isNumber() && object.path(least).asInt() == 0) {
                    object.remove(least);
                }
            }
        }
        node.forEach(Patterns::translate);
    }

    static String ofJava(String java) {
        if (java.startsWith("^")) {
            return java;
        }
        Matcher flags = FLAGS.matcher(java);
        String text = flags.replaceFirst("");
        if (flags.reset().find() && flags.group(1).contains("s")) {
            text = text.replaceAll("(?<!\\\\)\\.", "[\\\\s\\\\S]");
        }
        return "^(?:" + text.replace("\\P{Cntrl}", "[^\\u0000-\\u001f\\u007f]").replace("\\p{Cntrl}",
                "[\\u0000-\\u001f\\u007f]") + ")$";
    }
}
