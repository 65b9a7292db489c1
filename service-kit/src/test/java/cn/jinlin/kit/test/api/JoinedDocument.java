package cn.jinlin.kit.test.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of several services in one, as their callers see them through the gateway: where two mean different things by
 * one name, each takes the service's name before it, and every call may also come to what the gateway says itself.
 */
public final class JoinedDocument {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Map<Integer, List<String>> OF_THE_GATEWAY = Map.of(401, List.of("TOKEN_EXPIRED"), 429,
            List.of("TOO_MANY_REQUESTS"), 503, List.of("UNAVAILABLE"), 504, List.of("SERVICE_TIMEOUT"));
    private static final Map<Integer, String> NAMES = Map.of(401, "Unauthenticated", 429, "TooManyRequests", 503,
            "Unavailable", 504, "TimedOut");

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    private JoinedDocument(Collection<String> services) {
        services.forEach(service -> documents.put(service, (ObjectNode) CommittedDocument.read(service + ".json")));
    }

    /** @param services names of the documents, such as {@code request-service} */
    public static ObjectNode of(Collection<String> services, String description) {
        return new JoinedDocument(services).joined(description);
    }

    private ObjectNode joined(String description) {
        rename(clashing());
        ObjectNode joined = JSON.createObjectNode().put("openapi", "3.1.0");
        joined.set("info", documents.values().iterator().next().path("info").deepCopy());
        joined.withObjectProperty("info").put("title", "Jinlin").put("description", description);
        joined.set("servers", documents.values().iterator().next().path("servers"));
        joined.set("security", documents.values().iterator().next().path("security"));
        Map<String, JsonNode> tags = new TreeMap<>();
        ObjectNode components = joined.putObject("components");
        for (ObjectNode document : documents.values()) {
            document.path("tags").forEach(tag -> tags.putIfAbsent(tag.path("name").asString(), tag));
            document.path("paths").properties()
                    .forEach(path -> joined.withObjectProperty("paths").set(path.getKey(), path.getValue()));
            for (String kind : List.of("schemas", "securitySchemes")) {
                document.path("components").path(kind).properties()
                        .forEach(each -> components.withObjectProperty(kind).set(each.getKey(), each.getValue()));
            }
            document.path("components").path("responses").properties()
                    .forEach(each -> merge(components.withObjectProperty("responses"), each.getKey(), each.getValue()));
        }
        tags.values().forEach(joined.withArrayProperty("tags")::add);
        addTheGatewaysOwn(joined);
        return joined;
    }

    private static void merge(ObjectNode responses, String name, JsonNode response) {
        JsonNode known = responses.path(name);
        Set<String> codes = new TreeSet<>(Answer.codes(response));
        codes.addAll(Answer.codes(known));
        int status = response.at("/content/application~1problem+json/schema/allOf/1/properties/status/const").asInt();
        responses.set(name, Answer.problem(status, codes));
    }

    private static void addTheGatewaysOwn(ObjectNode joined) {
        ObjectNode responses = joined.withObjectProperty("components").withObjectProperty("responses");
        OF_THE_GATEWAY.forEach((status, codes) -> merge(responses, NAMES.get(status), Answer.problem(status, codes)));
        joined.path("paths").properties().stream().filter(path -> path.getKey().matches("/(api|open311)/.*"))
                .forEach(path -> path.getValue().forEach(operation -> List.of(429, 503, 504)
                        .forEach(status -> ((ObjectNode) operation.path("responses")).putObject(status.toString()).put("$ref",
                                "#/components/responses/" + NAMES.get(status)))));
    }

    /** Names that mean one thing here and another there, also by what they refer to. */
    private Set<String> clashing() {
        Set<String> clashing = new TreeSet<>();
        boolean more = true;
        while (more) {
            Map<String, JsonNode> known = new TreeMap<>();
            Set<String> found = new TreeSet<>(clashing);
            documents.forEach((service, document) -> schemas(document).properties().forEach(schema -> {
                JsonNode before = known.putIfAbsent(schema.getKey(), schema.getValue());
                boolean refersToOne = clashing.stream()
                        .anyMatch(name -> schema.getValue().toString().contains('"' + SCHEMAS + name + '"'));
                if (before != null && (refersToOne || !before.equals(schema.getValue()))) {
                    found.add(schema.getKey());
                }
            }));
            more = clashing.addAll(found);
        }
        return clashing;
    }

    private void rename(Set<String> clashing) {
        documents.replaceAll((service, document) -> {
            String text = document.toString();
            for (String name : clashing) {
                text = text.replace('"' + SCHEMAS + name + '"', '"' + SCHEMAS + prefixed(service, name) + '"');
            }
            for (String other : documents.keySet()) {
                for (String name : clashing) {
                    text = text.replace('"' + other + ".json" + SCHEMAS + name + '"',
                            '"' + SCHEMAS + prefixed(other, name) + '"');
                }
                text = text.replace('"' + other + ".json#/", "\"#/");
            }
            ObjectNode renamed = (ObjectNode) JSON.readTree(text);
            ObjectNode schemas = JSON.createObjectNode();
            schemas(renamed).properties().forEach(schema -> schemas.set(
                    clashing.contains(schema.getKey()) ? prefixed(service, schema.getKey()) : schema.getKey(),
                    schema.getValue()));
            renamed.withObjectProperty("components").set("schemas", schemas);
            return renamed;
        });
    }

    private static String prefixed(String service, String name) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1).replaceFirst("-.*", "") + name;
    }

    private static JsonNode schemas(ObjectNode document) {
        return document.path("components").path("schemas");
    }
}
