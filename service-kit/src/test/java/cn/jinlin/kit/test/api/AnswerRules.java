package cn.jinlin.kit.test.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers to the document: a status that is listed for the call, a type that is listed for the status, and a body that
 * fits its schema with nothing beside it, which is how a field shows that should not be there.
 */
public final class AnswerRules {
    /** What any call may come to before it is even understood. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 408, 414, 431, 501);
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    public AnswerRules(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with this answer; empty when the document allows it. */
    public List<String> faults(Call call, MockHttpServletResponse response) {
        int status = response.getStatus();
        List<String> faults = new ArrayList<>();
        if (status >= 500) {
            faults.add("status " + status);
        }
        if (ANYWHERE.contains(status)) {
            return faults;
        }
        JsonNode answer = call.answer(status);
        if (answer.isMissingNode()) {
            faults.add("status " + status + " is not in the document");
            return faults;
        }
        JsonNode content = answer.path("content");
        byte[] body = response.getContentAsByteArray();
        if (content.isMissingNode() || content.isEmpty()) {
            if (body.length > 0) {
                faults.add("a body where none is documented");
            }
            return faults;
        }
        String type = plain(response.getContentType());
        JsonNode schema = content.path(type).path("schema");
        if (!content.has(type)) {
            faults.add("type " + type + " is not among " + content.propertyNames());
        } else if (type.endsWith("json") && !schema.isMissingNode()) {
            schema(call, status, type, schema).validate(JsonMapper.shared().readTree(body))
                    .forEach(error -> faults.add(error.getInstanceLocation() + " " + error.getMessage()));
        }
        return faults;
    }

    private static String plain(String type) {
        if (type == null) {
            return "none";
        }
        MediaType parsed = MediaType.parseMediaType(type);
        return parsed.getType() + "/" + parsed.getSubtype();
    }

    private Schema schema(Call call, int status, String type, JsonNode schema) {
        return schemas.computeIfAbsent(call + " " + status + " " + type, _ -> {
            ObjectNode whole = JsonMapper.shared().createObjectNode();
            ObjectNode definitions = whole.putObject("$defs");
            document.at("/components/schemas").properties()
                    .forEach(each -> definitions.set(each.getKey(), closed(each.getKey(), each.getValue().deepCopy())));
            whole.setAll((ObjectNode) schema.deepCopy());
            if (!type.contains("problem")) {
                closed("", whole);
            }
            return registry.getSchema(JsonMapper.shared().readTree(whole.toString().replace(SCHEMAS, "#/$defs/")));
        });
    }

    /** Objects that name their fields have no others; a problem may, as RFC 9457 has it. */
    private static JsonNode closed(String name, JsonNode schema) {
        if (schema instanceof ObjectNode object && !name.equals("Problem")) {
            if (object.path("properties").isObject() && !object.has("additionalProperties") && !object.has("allOf")) {
                object.put("additionalProperties", false);
            }
            for (String below : List.of("properties", "items", "additionalProperties")) {
                JsonNode child = object.path(below);
                if (below.equals("properties")) {
                    child.forEach(each -> closed("", each));
                } else if (child.isObject()) {
                    closed("", child);
                }
            }
        }
        return schema;
    }
}
