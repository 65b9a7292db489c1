package cn.jinlin.kit.test.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of a document: each call is really made, by a caller who may make it, and what was sent and answered is
 * written down with the same ids and times whenever it is done. So an example that no longer works is a document that
 * differs.
 */
final class Examples {
    private static final int TRIES = 30;
    private static final List<String> ROLES = List.of("COMMUNITY_OFFICER", "UNIT_LIAISON", "MEMBER", "SUPERVISOR",
            "DISTRICT_ADMIN", "PLATFORM");

    /** Parameters that keep an answer to what belongs to the world. */
    private static final Set<String> SCOPES = Set.of("communityId", "districtCode");

    private final MockMvcTester mvc;
    private final Supplier<? extends World> worlds;
    private final ObjectNode document;
    private final AnswerRules rules;
    private final List<String> without = new ArrayList<>();
    private final Map<String, Made> made = new LinkedHashMap<>();

    private Examples(MockMvcTester mvc, Supplier<? extends World> worlds, ObjectNode document) {
        this.mvc = mvc;
        this.worlds = worlds;
        this.document = document;
        rules = new AnswerRules(document);
    }

    /** What an earlier call has made that no world makes by itself, and whose it is. */
    private record Made(String id, World world) {}

    /** A call that could not be brought to succeed is printed, and has none. */
    static void add(MockMvcTester mvc, Supplier<? extends World> worlds, ObjectNode document) {
        Examples examples = new Examples(mvc, worlds, document);
        World shared = worlds.get();
        Call.allOf(document.deepCopy()).forEach(call -> examples.add(call, examples.world(call, shared)));
        examples.fillPages();
        examples.without.forEach(each -> System.out.println("No example for " + each));
    }

    /** Reads share a world, but for what the caller alone sees, which grows with what is done in it; what is about something that an earlier call has made is done in its world. */
    private World world(Call call, World shared) {
        Optional<Made> known = call.parameters("path").stream().map(parameter -> parameter.path("name").asString())
                .filter(name -> !shared.makes(name)).map(made::get).filter(Objects::nonNull).findFirst();
        return known.map(Made::world)
                .orElseGet(() -> call.method().equals("GET") && !call.path().contains("/me/") ? shared : worlds.get());
    }

    private void add(Call call, World world) {
        if (call.takesOtherThanJson() && world.file(call) == null) {
            return;
        }
        world.prepare(call);
        String last = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String body = body(call, world, new Random(call.toString().hashCode() + 31L * attempt));
            MockHttpServletResponse response = sendAsOneWhoMay(call, world, body);
            if (response.getStatus() < 300) {
                write(call, world, body, response);
                return;
            }
            last = response.getStatus() + " " + text(response) + " to " + body;
            if (world.body(call) != null || body == null) {
                break;
            }
        }
        without.add(call + ": " + last);
    }

    private @Nullable String body(Call call, World world, Random random) {
        JsonNode schema = call.body();
        if (schema == null) {
            return null;
        }
        String given = world.body(call);
        return given != null ? given : new Values(document, world.scope(), random).valid("", schema, 0).toString();
    }

    private String variable(Call call, World world, String name) {
        String own = world.makes(name) ? world.value(call, name) : null;
        return own != null ? own : made.containsKey(name) ? made.get(name).id() : "none";
    }

    /** By the first role that is not refused, the nearest to the work first. */
    private MockHttpServletResponse sendAsOneWhoMay(Call call, World world, @Nullable String body) {
        List<String> roles = ROLES.stream().filter(role -> call.open() || call.roles().contains(role)).toList();
        MockHttpServletResponse response = send(call, world, roles.getFirst(), body);
        for (int i = 1; i < roles.size() && response.getStatus() == 403; i++) {
            response = send(call, world, roles.get(i), body);
        }
        return response;
    }

    private MockHttpServletResponse send(Call call, World world, String role, @Nullable String body) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(call.path());
        Map<String, String> variables = new LinkedHashMap<>();
        call.parameters("path").forEach(parameter -> variables.put(parameter.path("name").asString(),
                variable(call, world, parameter.path("name").asString())));
        call.parameters("query").stream().filter(parameter -> parameter.path("required").asBoolean()
                || SCOPES.contains(parameter.path("name").asString())
                        && world.scope().containsKey(parameter.path("name").asString()))
                .forEach(parameter -> {
                    String name = parameter.path("name").asString();
                    uri.queryParam(name, world.value(call, name));
                });
        MockMvcTester.MockMvcRequestBuilder request = mvc.method(HttpMethod.valueOf(call.method()))
                .uri(uri.buildAndExpand(variables).encode().toUri());
        if (!call.open()) {
            request.header("Authorization", world.token(role, true));
        }
        if (call.has("header", "If-Match")) {
            request.header("If-Match", "*");
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        byte[] file = world.file(call);
        if (file != null) {
            call.otherType().ifPresent(type -> request.contentType(MediaType.parseMediaType(type)).content(file));
        }
        return request.exchange().getResponse();
    }

    private void write(Call call, World world, @Nullable String body, MockHttpServletResponse response) {
        List<String> faults = rules.faults(call, response);
        if (!faults.isEmpty()) {
            throw new AssertionError(call + ": the example is not what the document says: " + faults + " " + text(response));
        }
        if (response.getStatus() == 201) {
            JsonMapper.shared().readTree(text(response)).properties().stream().filter(member -> member.getKey().endsWith("Id"))
                    .forEach(member -> made.put(member.getKey(), new Made(member.getValue().asString(""), world)));
        }
        Settled settled = new Settled(world, call);
        ObjectNode operation = (ObjectNode) document.path("paths").path(call.path()).path(call.method().toLowerCase(
                Locale.ROOT));
        if (body != null) {
            ((ObjectNode) operation.path("requestBody").path("content").path("application/json")).set("example",
                    settled.of(JsonMapper.shared().readTree(body)));
        }
        JsonNode content = operation.path("responses").path(Integer.toString(response.getStatus())).path("content");
        for (String type : List.of("application/json", "application/geo+json")) {
            if (content.has(type) && response.getContentAsByteArray().length > 0) {
                ((ObjectNode) content.path(type)).set("example", settled.whole(JsonMapper.shared().readTree(text(response))));
            }
        }
    }

    /** The items of a page are shown by the example of one of them, for what else is in the store is not always the same. */
    private void fillPages() {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        contents().forEach(content -> byName.putIfAbsent(content.at("/schema/$ref").asString(""), content.path("example")));
        contents().forEach(content -> {
            String item = SchemaBreaks.resolved(document, content.path("schema")).at("/properties/items/items/$ref").asString("");
            if (content.path("example").path("items") instanceof ArrayNode items && !item.isEmpty() && byName.containsKey(item)) {
                items.removeAll().add(byName.get(item).deepCopy());
            }
        });
    }

    private List<JsonNode> contents() {
        return document.path("paths").valueStream().flatMap(JsonNode::valueStream)
                .flatMap(operation -> operation.path("responses").valueStream())
                .map(answer -> answer.path("content").path("application/json")).filter(content -> content.has("example"))
                .toList();
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
