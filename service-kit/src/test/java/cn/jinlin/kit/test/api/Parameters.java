package cn.jinlin.kit.test.api;

import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what the parameters mean that many calls share, where a handler does not say it itself. */
final class Parameters {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("If-Match", "The ETag that was read; 412 when it has changed since, 428 where it is needed and missing"),
            Map.entry("Idempotency-Key", "Any text of the caller's own, the same for each try: the work is done once and the"
                    + " answer given again"),
            Map.entry("limit", "How many items a page has at most; 50 when missing"),
            Map.entry("cursor", "The value of next of the page before"), Map.entry("from", "From this moment or day on"),
            Map.entry("to", "Up to this moment or day"));

    private Parameters() {}

    /**
     * Also leaves out what is no parameter by OpenAPI's rules: {@code Accept}, which the types of the answer tell.
     *
     * @param said what the handler says of its parameters
     */
    static void describe(ObjectNode operation, Map<String, String> said) {
        if (operation.path("parameters") instanceof ArrayNode parameters) {
            parameters.removeIf(parameter -> parameter.path("name").asString().equals("Accept"));
            parameters.forEach(parameter -> describe(parameter.path("name").asString(), (ObjectNode) parameter, said));
            if (parameters.isEmpty()) {
                operation.remove("parameters");
            }
        }
    }

    private static void describe(String name, ObjectNode parameter, Map<String, String> said) {
        String words = said.getOrDefault(name, WORDS.get(name));
        if (!parameter.path("description").isString() && words != null) {
            parameter.put("description", words);
        }
        if (name.equals("Idempotency-Key")) {
            parameter.withObjectProperty("schema").put("pattern", "^[\\x20-\\x7e]{1,255}$");
        }
    }
}
