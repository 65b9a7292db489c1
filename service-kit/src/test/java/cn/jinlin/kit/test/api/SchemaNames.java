package cn.jinlin.kit.test.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Short names for schemas that are named by their classes: the simple name where only one class has it, else with the
 * name of the class around it before it. A page of orders is {@code OrderPage}.
 */
final class SchemaNames {
    private static final Pattern CLASS = Pattern.compile("[Cc]n\\.jinlin\\.(?:[a-z]+\\.)*([A-Z](?:(?![Cc]n\\.jinlin).)*)");

    private SchemaNames() {}

    /** The document with every schema renamed, and every reference to it. */
    static ObjectNode shorten(ObjectNode document) {
        Map<String, String> names = names(document.at("/components/schemas").propertyNames().stream().sorted().toList());
        String text = document.toString();
        List<String> longest = names.keySet().stream().sorted((a, b) -> b.length() - a.length()).toList();
        for (String name : longest) {
            text = text.replace("\"#/components/schemas/" + name + "\"", "\"#/components/schemas/" + names.get(name) + "\"");
        }
        ObjectNode renamed = (ObjectNode) JsonMapper.shared().readTree(text);
        ObjectNode schemas = JsonMapper.shared().createObjectNode();
        renamed.at("/components/schemas").properties()
                .forEach(schema -> schemas.set(names.get(schema.getKey()), schema.getValue()));
        renamed.withObjectProperty("components").set("schemas", schemas);
        return renamed;
    }

    private static Map<String, String> names(List<String> full) {
        Map<String, List<String>> byShort = full.stream()
                .collect(Collectors.groupingBy(name -> name(name, false), TreeMap::new, Collectors.toList()));
        Map<String, String> names = new TreeMap<>();
        byShort.forEach((simple, those) -> those.forEach(each -> names.put(each, those.size() == 1 ? simple : name(each, true))));
        if (names.values().stream().distinct().count() < full.size()) {
            throw new IllegalStateException("two schemas would have the same name: " + names);
        }
        return names;
    }

    private static String name(String full, boolean around) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = CLASS.matcher(full);
        while (matcher.find()) {
            String[] nested = matcher.group(1).split("[$.]");
            String inner = nested[nested.length - 1];
            parts.addFirst(around && nested.length > 1 ? nested[nested.length - 2].replace("Controller", "") + inner : inner);
        }
        return parts.isEmpty() ? full.replaceAll("[^A-Za-z0-9]", "") : String.join("", parts);
    }
}
