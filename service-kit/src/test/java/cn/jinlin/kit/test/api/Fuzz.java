package cn.jinlin.kit.test.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
 * Requests that the document allows, and such as it does not: every field and parameter of every call gets every
 * {@link Nasty} value, and an unknown field beside it; now and then a {@link StrayParameters stray parameter} too. No answer may be a 5xx, or one that the document does not allow.
 *
 * <p>What must be refused is tried in every run; of the rest as many as {@code jinlin.fuzz.requests} leaves, chosen by
 * {@code jinlin.fuzz.seed}.
 */
public final class Fuzz {
    private static final String STAND_IN = "\"@@here@@\"";
    private static final int VALID = 12;
    private static final int USUAL = 1_000;

    private final MockMvcTester mvc;
    private final Supplier<? extends World> worlds;
    private final Map<String, World> known = new HashMap<>();
    private final JsonNode document;
    private final AnswerRules rules;
    private final Random random;
    private final long seed;
    private final Map<String, Integer> statuses = new TreeMap<>();

    /** @param worlds gives a new one for each call, so that what one needs is not in the way of another */
    public Fuzz(MockMvcTester mvc, Supplier<? extends World> worlds, JsonNode document) {
        this.mvc = mvc;
        this.worlds = worlds;
        this.document = document;
        rules = new AnswerRules(document);
        seed = Long.getLong("jinlin.fuzz.seed", System.nanoTime());
        random = new Random(seed);
    }

    /**
     * One request to make.
     *
     * @param place the field or parameter that gets the nasty value; null for a request that the document allows
     * @param nasty null with a place: a field that nobody knows
     */
    private record Case(Call call, @Nullable Place place, @Nullable Nasty nasty) {
        /** These are tried in every run: operators in every field, characters that are none, fields that nobody knows. */
        boolean mustBeRefused() {
            return place != null && place.in.equals("body") && (nasty == null || nasty.refusedEverywhere());
        }

        @Override
        public String toString() {
            return call + (place == null ? "" : " " + place + " " + (nasty == null ? "UNKNOWN_FIELD" : nasty));
        }
    }

    /** @param steps names on the way to the field; an empty one is the first item of a list */
    private record Place(String in, List<String> steps) {
        String field() {
            StringBuilder field = new StringBuilder();
            steps.forEach(step -> field.append(step.isEmpty() ? "[0]" : (field.isEmpty() ? "" : ".") + step));
            return field.toString();
        }

        @Override
        public String toString() {
            return in + " " + field();
        }
    }

    /** @return what was wrong, each with the case; empty when nothing was */
    public List<String> faults() {
        int wanted = Integer.getInteger("jinlin.fuzz.requests", USUAL);
        List<Case> cases = new ArrayList<>(cases().stream().filter(Case::mustBeRefused).toList());
        List<Case> others = new ArrayList<>();
        while (cases.size() + others.size() < wanted) {
            cases().stream().filter(each -> !each.mustBeRefused()).forEach(others::add);
        }
        Collections.shuffle(others, random);
        cases.addAll(others.subList(0, Math.max(0, wanted - cases.size())));
        List<String> faults = new ArrayList<>();
        cases.forEach(each -> run(each, faults));
        System.out.println("Fuzz: " + cases.size() + " requests, seed " + seed + ", answers " + statuses);
        return faults.isEmpty() ? faults : grouped(faults);
    }

    /** One of each sort is enough to read. */
    private List<String> grouped(List<String> faults) {
        Map<String, List<String>> bySort = new LinkedHashMap<>();
        faults.forEach(fault -> bySort.computeIfAbsent(fault.replaceAll("[0-9a-f-]{36}|\\d+", "#").replaceAll("(?s)\\n.*", ""),
                _ -> new ArrayList<>()).add(fault));
        List<String> shown = new ArrayList<>(List.of("seed " + seed + ", " + faults.size() + " faults"));
        bySort.values().forEach(same -> shown.add(same.size() + " × " + same.getFirst()));
        return shown;
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Call call : Call.allOf(document)) {
            for (int i = 0; i < VALID; i++) {
                cases.add(new Case(call, null, null));
            }
            List<Place> places = new ArrayList<>();
            call.parameters("query").forEach(each -> places.add(new Place("query", List.of(each.path("name").asString()))));
            call.parameters("path").forEach(each -> places.add(new Place("path", List.of(each.path("name").asString()))));
            JsonNode body = call.body();
            if (body != null) {
                fields(body, List.of(), places);
                places.stream().filter(place -> place.in.equals("body") && !place.steps.getLast().isEmpty())
                        .map(place -> place.steps.subList(0, place.steps.size() - 1)).distinct()
                        .forEach(steps -> cases.add(new Case(call, new Place("body", append(steps, "isAdmin")), null)));
            }
            places.forEach(place -> {
                for (Nasty nasty : Nasty.values()) {
                    // an empty segment makes another address, which is no call of the document
                    if (!place.in.equals("path") || nasty != Nasty.EMPTY_TEXT) {
                        cases.add(new Case(call, place, nasty));
                    }
                }
            });
        }
        return cases;
    }

    private void fields(JsonNode schema, List<String> steps, List<Place> places) {
        if (steps.size() > 4) {
            return;
        }
        JsonNode rules = SchemaBreaks.resolved(document, schema);
        rules.path("properties").properties().forEach(member -> {
            List<String> below = append(steps, member.getKey());
            places.add(new Place("body", below));
            JsonNode child = SchemaBreaks.resolved(document, member.getValue());
            if (child.has("properties")) {
                fields(child, below, places);
            } else if (child.has("items")) {
                places.add(new Place("body", append(below, "")));
                fields(child.path("items"), append(below, ""), places);
            }
        });
    }

    private static List<String> append(List<String> steps, String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return List.copyOf(longer);
    }

    private World world(Call call) {
        return known.computeIfAbsent(call.toString(), _ -> worlds.get());
    }

    private Values values(Call call) {
        return new Values(document, world(call).scope(), random);
    }

    private void run(Case each, List<String> faults) {
        Call call = each.call;
        MockMvcTester.MockMvcRequestBuilder request = mvc.method(HttpMethod.valueOf(call.method())).uri(uri(each));
        if (!call.open()) {
            List<String> roles = List.copyOf(call.roles());
            request.header("Authorization", world(call).token(roles.get(random.nextInt(roles.size())), random.nextInt(8) > 0));
        }
        request.header("Accept-Language", random.nextBoolean() ? "en" : "zh-CN");
        if (call.has("header", "If-Match") && random.nextInt(6) > 0) {
            request.header("If-Match", random.nextInt(3) > 0 ? "*" : "\"" + random.nextInt(9) + "\"");
        }
        String body = body(each);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        MockHttpServletResponse response = request.exchange().getResponse();
        statuses.merge(Integer.toString(response.getStatus()), 1, Integer::sum);
        List<String> wrong = new ArrayList<>(rules.faults(call, response));
        mustBeRefused(each, response, wrong);
        if (!wrong.isEmpty()) {
            String answer = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            faults.add(each + ": " + wrong + "\n    " + shortened(uri(each) + " " + body) + "\n    " + response.getStatus() + " "
                    + shortened(answer));
        }
    }

    private static String shortened(String text) {
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    /** What is no value of any field is refused, and where the input is named as the cause the field is named as well. */
    private static void mustBeRefused(Case each, MockHttpServletResponse response, List<String> wrong) {
        Place place = each.place;
        if (place == null || !each.mustBeRefused()) {
            return;
        }
        if (response.getStatus() < 400) {
            wrong.add("taken, which it must not be");
        }
        JsonNode problem = response.getStatus() == 400
                ? JsonMapper.shared().readTree(response.getContentAsByteArray())
                : JsonMapper.shared().missingNode();
        boolean named = problem.path("errors").valueStream().map(error -> error.path("field").asString())
                .anyMatch(field -> field.isEmpty() || field.startsWith(place.steps.getFirst()));
        if (problem.path("code").asString("").equals("INVALID_INPUT") && !named) {
            wrong.add("names " + problem.path("errors") + " and not " + place.field());
        }
    }

    private URI uri(Case each) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(each.call.path());
        Map<String, String> variables = new LinkedHashMap<>();
        for (JsonNode parameter : each.call.parameters("path")) {
            String name = parameter.path("name").asString();
            String value = world(each.call).value(each.call, name);
            variables.put(name, isAt(each, "path", name)
                    ? each.nasty.parameter()
                    : value != null ? value : text(values(each.call).valid(name, parameter.path("schema"), 0)));
        }
        for (JsonNode parameter : each.call.parameters("query")) {
            String name = parameter.path("name").asString();
            if (isAt(each, "query", name)) {
                uri.queryParam(name, "{" + name + "}");
                variables.put(name, shortened(each.nasty.parameter()));
            } else if (parameter.path("required").asBoolean() || random.nextInt(3) == 0) {
                uri.queryParam(name, "{" + name + "}");
                variables.put(name, text(values(each.call).valid(name, parameter.path("schema"), 0)));
            }
        }
        if (random.nextInt(4) == 0) {
            List<String> stray = List.copyOf(StrayParameters.of(each.call).keySet());
            uri.queryParam(stray.get(random.nextInt(stray.size())), "{stray}");
            variables.put("stray", shortened(Nasty.any(random).parameter()));
        }
        return uri.encode().buildAndExpand(variables).toUri();
    }

    /** As a parameter: the items of a list with commas. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString();
    }

    private static boolean isAt(Case each, String in, String name) {
        return each.place != null && each.nasty != null && each.place.in.equals(in) && each.place.steps.contains(name);
    }

    private @Nullable String body(Case each) {
        JsonNode schema = each.call.body();
        if (schema == null) {
            return null;
        }
        JsonNode body = values(each.call).valid("", schema, 0);
        Place place = each.place;
        if (place == null || !place.in.equals("body")) {
            return body.toString();
        }
        put(each.call, body, place.steps, schema);
        return body.toString().replace(STAND_IN, each.nasty == null ? "true" : each.nasty.json());
    }

    /** Puts the stand-in where the place is, and makes what is missing on the way. */
    private void put(Call call, JsonNode root, List<String> steps, JsonNode schema) {
        JsonNode node = root;
        JsonNode rules = SchemaBreaks.resolved(document, schema);
        for (int i = 0; i < steps.size() - 1; i++) {
            String step = steps.get(i);
            JsonNode below = SchemaBreaks.resolved(document,
                    step.isEmpty() ? rules.path("items") : rules.path("properties").path(step));
            if (node instanceof ArrayNode array) {
                if (array.isEmpty()) {
                    array.add(values(call).valid("", below, 2));
                }
                node = array.get(0);
            } else if (node instanceof ObjectNode object) {
                if (!object.has(step) || object.path(step).isEmpty()) {
                    object.set(step, values(call).valid(step, below, 2));
                }
                node = object.get(step);
            }
            rules = below;
        }
        String last = steps.getLast();
        if (node instanceof ObjectNode object) {
            object.put(last, "@@here@@");
        } else if (node instanceof ArrayNode array) {
            array.removeAll().add("@@here@@");
        }
    }
}
