package cn.jinlin.kit.test.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of the answers in a document. */
final class Answer {
    static final Map<Integer, String> WORDS = Map.of(200, "Done, or found", 201, "Made", 202, "Taken, done later", 204,
            "Done, nothing to say");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Answer() {}

    static void headers(ObjectNode answer, int status, boolean tagged) {
        if (tagged && status != 204) {
            header(answer, "ETag", "The version, to be sent as If-Match with a change", "^\"[0-9]+\"$");
        }
        if (status == 201) {
            header(answer, "Location", "Where it is found from now on", null);
        }
    }

    private static void header(ObjectNode answer, String name, String description,
            @Nullable String pattern) {
        ObjectNode header = answer.withObjectProperty("headers").putObject(name);
        ObjectNode schema = header.put("description", description).putObject("schema").put("type", "string");
        if (pattern != null) {
            schema.put("pattern", pattern);
        }
    }

    /** The codes of an answer that {@link #problem} made, resolved already. */
    static Set<String> codes(JsonNode answer) {
        return SchemaBreaks.texts(answer.at("/content/application~1problem+json/schema/allOf/1/properties/code/enum"));
    }

    /** A problem with one of these codes. */
    static ObjectNode problem(int status, Collection<String> codes) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("description", String.join(", ", codes));
        ObjectNode schema = answer.putObject("content").putObject("application/problem+json").putObject("schema");
        ArrayNode parts = schema.putArray("allOf");
        parts.addObject().put("$ref", "#/components/schemas/Problem");
        ObjectNode own = parts.addObject().put("type", "object").putObject("properties");
        ArrayNode values = own.putObject("code").put("type", "string").putArray("enum");
        codes.forEach(values::add);
        own.putObject("status").put("type", "integer").put("const", status);
        if (status == 503) {
            header(answer, "Retry-After", "Seconds after which it may be tried again", "^[0-9]+$");
        }
        return answer;
    }
}
