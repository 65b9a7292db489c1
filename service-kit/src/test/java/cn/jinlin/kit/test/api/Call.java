package cn.jinlin.kit.test.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a document.
 *
 * @param method in capitals
 * @param path as a template
 */
public record Call(String method, String path, JsonNode operation, JsonNode document) {

    /** Every operation of a document whose answer has an end. */
    public static List<Call> allOf(JsonNode document) {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                calls.add(new Call(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue(), document));
            }
        }
        return calls.stream().filter(call -> !call.streams()).toList();
    }

    private boolean streams() {
        return operation.at("/responses/200/content").has("text/event-stream");
    }

    public String id() {
        return operation.path("operationId").asString();
    }

    public boolean open() {
        return operation.has("security") && operation.path("security").isEmpty();
    }

    public Set<String> roles() {
        return SchemaBreaks.texts(operation.path("x-roles"));
    }

    /** Parameters of this kind: {@code path}, {@code query} or {@code header}. */
    List<JsonNode> parameters(String in) {
        return operation.path("parameters").valueStream().filter(each -> each.path("in").asString().equals(in)).toList();
    }

    boolean has(String in, String name) {
        return parameters(in).stream().anyMatch(each -> each.path("name").asString().equals(name));
    }

    /** The schema of its JSON body; null when it takes none. */
    @Nullable
    JsonNode body() {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? null : schema;
    }

    /** What else than JSON its body may be, as the document names it. */
    Optional<String> otherType() {
        return takesOtherThanJson()
                ? operation.at("/requestBody/content").propertyNames().stream()
                        .filter(type -> !type.startsWith("multipart/")).findFirst()
                : Optional.empty();
    }

    /** Whether it takes a body that is not JSON. */
    boolean takesOtherThanJson() {
        return operation.has("requestBody") && body() == null;
    }

    /** What the document says of an answer with this status, resolved. */
    JsonNode answer(int status) {
        return SchemaBreaks.resolved(document, operation.path("responses").path(Integer.toString(status)));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
