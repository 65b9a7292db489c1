package cn.jinlin.kit.test.api;

import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Knows which schemas are used, and which are sent: what is sent knows no further fields. */
final class SchemaUse {
    private final ObjectNode document;

    SchemaUse(ObjectNode document) {
        this.document = document;
    }

    /** Schemas of callers' bodies are closed, as unknown fields are refused. */
    void mark() {
        Set<String> sent = new LinkedHashSet<>();
        document.path("paths").forEach(path -> path.forEach(operation -> collect(operation.path("requestBody"), sent)));
        for (String name : sent) {
            JsonNode schema = document.at("/components/schemas/" + name);
            if (schema instanceof ObjectNode object && object.has("properties")) {
                object.put("additionalProperties", false);
            }
        }
    }

    /** Takes out what nothing refers to any more. */
    void prune() {
        Set<String> used = new LinkedHashSet<>();
        collect(document.path("paths"), used);
        collect(document.at("/components/responses"), used);
        ((ObjectNode) document.at("/components/schemas")).retain(used);
    }

    private void collect(JsonNode node, Set<String> names) {
        JsonNode reference = node.path("$ref");
        String prefix = "#/components/schemas/";
        if (reference.isString() && reference.stringValue().startsWith(prefix)) {
            String name = reference.stringValue().substring(prefix.length());
            if (names.add(name)) {
                collect(document.at("/components/schemas/" + name), names);
            }
        }
        node.forEach(child -> collect(child, names));
    }
}
