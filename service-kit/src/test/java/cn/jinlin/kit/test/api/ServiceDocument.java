package cn.jinlin.kit.test.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;

/**
 * The document of a service: what springdoc reads from its handlers, with names that hold, who may call, what is answered
 * and every code of every problem.
 */
public final class ServiceDocument {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Told once, with every code that any call has. */
    private static final Set<Integer> USUAL = Set.of(401, 406, 413, 415, 500, 503);
    /** Told once for the calls that have no other codes than these. */
    private static final Map<Integer, Set<String>> PLAIN = Map.of(400, Set.of("BAD_REQUEST", "INVALID_INPUT"), 403,
            Set.of("FORBIDDEN"), 404, Set.of("NOT_FOUND"), 409, Set.of("IDEMPOTENCY_KEY_IN_USE"), 412, Set.of("STALE_VERSION"),
            422, Set.of("IDEMPOTENCY_KEY_REUSED"), 428, Set.of("PRECONDITION_REQUIRED"));
    private static final Map<Integer, String> REASONS = Map.ofEntries(Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthenticated"), Map.entry(403, "Forbidden"), Map.entry(404, "NotFound"),
            Map.entry(406, "NotAcceptable"), Map.entry(409, "Conflict"), Map.entry(412, "Stale"),
            Map.entry(413, "TooLarge"), Map.entry(415, "UnsupportedMediaType"), Map.entry(422, "Unprocessable"),
            Map.entry(428, "PreconditionRequired"), Map.entry(500, "Internal"), Map.entry(503, "Unavailable"));

    private final ObjectNode document;
    private final Map<String, HandlerMethod> handlers;
    private final Map<String, JsonNode> answers = new TreeMap<>();

    private ServiceDocument(JsonNode raw, Map<String, HandlerMethod> handlers) {
        this.handlers = handlers;
        ObjectNode read = (ObjectNode) raw.deepCopy();
        read.at("/components/schemas").properties()
                .forEach(schema -> Records.complete(schema.getKey(), (ObjectNode) schema.getValue()));
        Patterns.translate(read);
        document = SchemaNames.shorten(read);
    }

    private static Map<String, HandlerMethod> handlers(RequestMappingHandlerMapping mapping) {
        Map<String, HandlerMethod> handlers = new LinkedHashMap<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            for (String path : info.getPatternValues()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    handlers.put(method.name().toLowerCase(Locale.ROOT) + " " + path, handler);
                }
            }
        });
        return handlers;
    }

    /**
     * The document of the service that the tester calls.
     *
     * @param worlds what the examples are about
     */
    public static ObjectNode of(MockMvcTester mvc, RequestMappingHandlerMapping mapping, Supplier<? extends World> worlds,
            String title, String description) {
        byte[] raw = mvc.get().uri("/v3/api-docs").exchange().getResponse().getContentAsByteArray();
        ObjectNode document = of(JSON.readTree(raw), handlers(mapping), title, description);
        Examples.add(mvc, worlds, document);
        return document;
    }

    /**
     * @param raw as springdoc gives it
     * @param handlers by method in small letters and path
     */
    static ObjectNode of(JsonNode raw, Map<String, HandlerMethod> handlers, String title, String description) {
        return new ServiceDocument(raw, handlers).made(title, description);
    }

    private ObjectNode made(String title, String description) {
        document.path("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(operation -> describe(operation.getKey(), path.getKey(), (ObjectNode) operation.getValue())));
        head(title, description);
        ObjectNode components = document.withObjectProperty("components");
        answers.forEach((name, answer) -> components.withObjectProperty("responses").set(name, answer));
        SchemaUse use = new SchemaUse(document);
        use.mark();
        use.prune();
        return document;
    }

    private void head(String title, String description) {
        ObjectNode info = document.putObject("info");
        info.put("title", title).put("version", "1.0").put("description", description);
        info.putObject("license").put("name", "Apache 2.0").put("identifier", "Apache-2.0");
        info.putObject("contact").put("name", "Jinlin").put("url", "https://jinlin.invalid/api");
        document.putArray("servers").addObject().put("url", "/").put("description", "where the document comes from");
        ArrayNode tags = document.putArray("tags");
        Set<String> used = new TreeSet<>();
        document.path("paths").propertyNames().forEach(path -> used.add(OperationNames.tag(path)));
        used.forEach(tag -> tags.addObject().put("name", tag).put("description", Tags.description(tag)));
    }

    private void describe(String method, String path, ObjectNode operation) {
        HandlerMethod handler = handlers.get(method + " " + path);
        if (handler == null) {
            throw new IllegalStateException("no handler for " + method + " " + path);
        }
        String id = OperationNames.of(method, path);
        operation.put("operationId", id);
        String member = handler.getBeanType().getName().replace('$', '.') + "#" + handler.getMethod().getName() + "/"
                + handler.getMethod().getParameterCount();
        String said = Javadocs.ofSources().of(member);
        operation.put("summary", said.isEmpty() ? OperationNames.summary(id) : said.split("(?<=\\.) ", 2)[0]);
        operation.putArray("tags").add(OperationNames.tag(path));
        if (handler.hasMethodAnnotation(Open.class)) {
            operation.putArray("security");
        } else if (handler.hasMethodAnnotation(PublicAggregate.class)) {
            ArrayNode either = operation.putArray("security");
            either.addObject();
            either.addObject().putArray("token");
        }
        Allowed allowed = handler.getMethodAnnotation(Allowed.class);
        List<String> may = allowed == null ? List.of() : Stream.of(allowed.value()).map(Role::name).sorted().toList();
        if (allowed != null) {
            may.forEach(operation.putArray("x-roles")::add);
        }
        operation.put("description", (said.isEmpty() ? "" : said + "\n\n")
                + (may.isEmpty() ? "For anybody, without a token." : "For " + String.join(", ", may) + ".")
                + (handler.hasMethodAnnotation(PublicAggregate.class)
                        ? " For anybody where the district shows its figures."
                        : ""));
        Parameters.describe(operation, Javadocs.ofSources().parameters(member));
        operation.set("responses", responses(new Outcomes(handler), path, operation.path("responses")));
    }

    private ObjectNode responses(Outcomes outcomes, String path, JsonNode read) {
        ObjectNode responses = JSON.createObjectNode();
        JsonNode usual = read.path(read.has("200") ? "200" : read.has("201") ? "201" : "204");
        for (int status : outcomes.successes()) {
            ObjectNode answer = responses.putObject(Integer.toString(status));
            answer.put("description", Answer.WORDS.getOrDefault(status, "Done"));
            if (status != 204 && usual.has("content")) {
                answer.set("content", usual.path("content"));
                stream(answer.path("content").path("text/event-stream"));
            }
            Answer.headers(answer, status, outcomes.tagged());
        }
        outcomes.problems(path).forEach((status, codes) -> responses.set(Integer.toString(status), problem(status, codes)));
        return responses;
    }

    /** Of a stream of events only the text is to be told. */
    private static void stream(JsonNode events) {
        if (events instanceof ObjectNode content) {
            content.putObject("schema").put("type", "string").put("description", "Server-sent events");
        }
    }

    /** Problems that every call knows are told once; the others where they occur. */
    private JsonNode problem(int status, SortedSet<String> codes) {
        if (USUAL.contains(status) || codes.equals(PLAIN.get(status))) {
            String name = REASONS.get(status);
            answers.merge(name, Answer.problem(status, codes), (known, more) -> {
                Set<String> all = new TreeSet<>(codes);
                all.addAll(Answer.codes(known));
                return Answer.problem(status, all);
            });
            return JSON.createObjectNode().put("$ref", "#/components/responses/" + name);
        }
        return Answer.problem(status, codes);
    }
}
