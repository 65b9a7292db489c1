package cn.jinlin.kit.test.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, drawn with a seeded generator; ids and codes come from the world where it knows them. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of("清理楼道", "Help 帮忙", "𠮷野家 👨‍👩‍👧", "a", "x-1", "O'Brien", "=1+1",
            "e\u0301");
    private static final Map<String, String> SPEAKING = Map.ofEntries(Map.entry("name", "陈嘉庚"), Map.entry("title", "清理楼道"),
            Map.entry("reason", "家访需要"), Map.entry("note", "一切都好"), Map.entry("comment", "很好"),
            Map.entry("description", "楼道堆放杂物"), Map.entry("summary", "已清理干净"), Map.entry("skill", "急救"),
            Map.entry("address", "双乐花园3号楼502"), Map.entry("contactName", "王阿婆"), Map.entry("needs", "腿脚不便"));
    private static final int DEPTH = 6;

    private final JsonNode document;
    private final Map<String, String> known;
    private final RandomGenerator random;

    Values(JsonNode document, Map<String, String> known, RandomGenerator random) {
        this.document = document;
        this.known = known;
        this.random = random;
    }

    /** @param name of the field or parameter */
    JsonNode valid(String name, JsonNode schema, int depth) {
        JsonNode rules = SchemaBreaks.resolved(document, schema);
        if (rules.path("enum").isArray()) {
            return rules.path("enum").get(random.nextInt(rules.path("enum").size()));
        }
        JsonNode type = rules.path("type");
        String one = type.isArray() ? type.get(0).asString() : type.asString("");
        return switch (one) {
            case "object" -> object(rules, depth);
            case "array" -> array(name, rules, depth);
            case "integer" -> NODES.numberNode(integer(rules));
            case "number" -> NODES.numberNode(number(rules));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.stringNode(text(name, rules));
        };
    }

    private ObjectNode object(JsonNode rules, int depth) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        var required = SchemaBreaks.texts(rules.path("required"));
        rules.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || depth < DEPTH && random.nextInt(3) > 0) {
                object.set(member.getKey(), valid(member.getKey(), member.getValue(), depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(String name, JsonNode rules, int depth) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        int least = rules.path("minItems").asInt(0);
        int most = Math.min(rules.path("maxItems").asInt(3), least + 3);
        int size = depth >= DEPTH ? least : least + random.nextInt(Math.max(1, most - least + 1));
        for (int i = 0; i < size; i++) {
            JsonNode item = valid(name.replaceFirst("s$", ""), rules.path("items"), depth + 1);
            if (!rules.path("uniqueItems").asBoolean() || array.valueStream().noneMatch(item::equals)) {
                array.add(item);
            }
        }
        return array;
    }

    private long integer(JsonNode rules) {
        long least = rules.path("minimum").asLong(0);
        long most = rules.path("maximum").asLong(least + 100);
        return least >= most ? least : random.nextLong(least, most == Long.MAX_VALUE ? most : most + 1);
    }

    private double number(JsonNode rules) {
        double least = rules.path("minimum").asDouble(-90);
        double most = rules.path("maximum").asDouble(90);
        return Math.round(random.nextDouble(least, most) * 1_000_000) / 1_000_000.0;
    }

    private String text(String name, JsonNode rules) {
        String there = known(name);
        if (there != null && random.nextInt(5) > 0) {
            return there;
        }
        return switch (rules.path("format").asString("")) {
            case "date-time" -> Instant.now().plus(random.nextInt(-3 * 24, 9 * 24), ChronoUnit.HOURS)
                    .truncatedTo(ChronoUnit.SECONDS).toString();
            case "date" -> LocalDate.now(java.time.ZoneOffset.UTC).plusDays(random.nextInt(-30, 30)).toString();
            case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            default -> plain(name, rules);
        };
    }

    private @Nullable String known(String name) {
        String exact = known.get(name);
        if (exact != null) {
            return exact;
        }
        return known.entrySet().stream().filter(each -> name.toLowerCase(Locale.ROOT).endsWith(
                each.getKey().toLowerCase(Locale.ROOT))).map(Map.Entry::getValue).findFirst().orElse(null);
    }

    private String plain(String name, JsonNode rules) {
        String pattern = rules.path("pattern").asString("");
        String word = name.endsWith("Time") ? "09:00" : shaped(pattern);
        if (word.isEmpty()) {
            word = random.nextInt(3) > 0 && SPEAKING.containsKey(name)
                    ? SPEAKING.get(name)
                    : WORDS.get(random.nextInt(WORDS.size()));
        }
        int most = rules.path("maxLength").asInt(200);
        return word.length() > most ? word.substring(0, most) : word;
    }

    /** A text of the form that the pattern asks for; empty where any text will do. */
    private String shaped(String pattern) {
        if (pattern.contains("{12}")) {
            return "35021110200" + random.nextInt(10);
        }
        if (pattern.contains("{9}") && !pattern.contains("1[3-9]")) {
            return "350211102";
        }
        if (pattern.contains("1[3-9]") || pattern.contains("[0-9+]")) {
            return "139%08d".formatted(random.nextInt(100_000_000));
        }
        if (pattern.contains("x21")) {
            return "ext-" + random.nextInt(1_000_000);
        }
        return pattern.contains("[a-z0-9]") ? "slug-" + random.nextInt(100) : "";
    }
}
