package cn.jinlin.kit.test.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts what is another one each time, ids, times, phones, hashes and codes, in terms that stay. */
final class Settled {
    private static final Pattern ID = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DAY = Pattern.compile("(?<![\\dT-])20\\d\\d-\\d\\d-\\d\\d(?![\\dT-])");
    private static final Pattern PHONE = Pattern.compile("(?<![\\d])1[3-9](\\d{9}|\\d\\*{4}\\d{4})(?!\\d)");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.~+/=-]{40,}");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])\\d{6,12}-\\d{4,8}-\\d{2,6}(?![\\w-])");
    private static final Pattern CERTIFICATE = Pattern.compile("\\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]\\b");
    private static final Instant THEN = Instant.parse("2026-03-07T01:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final Map<String, String> SCOPE = Map.of("communityId", "350211102006", "unitId",
            "0198c000-0000-7000-8000-0000000000a1", "memberId", "0198c000-0000-7000-8000-0000000000b1");

    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> ids = new TreeMap<>();
    private final Instant now;

    Settled(World world) {
        now = world.now();
        world.scope().forEach((name, value) -> {
            if (SCOPE.containsKey(name)) {
                known.put(value, SCOPE.get(name));
            }
        });
    }

    /** Of an answer: a list shows what belongs to the own scope alone, and nothing of where it goes on. */
    JsonNode whole(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("next");
            for (String list : List.of("items", "features")) {
                if (object.path(list) instanceof ArrayNode items) {
                    items.removeIf(item -> known.keySet().stream().noneMatch(item.toString()::contains));
                }
            }
        }
        return of(node);
    }

    JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode settled = JsonMapper.shared().createObjectNode();
                object.properties().forEach(member -> settled.set(text(member.getKey()), of(member.getValue())));
                yield settled;
            }
            case ArrayNode array -> {
                ArrayNode settled = JsonMapper.shared().createArrayNode();
                array.forEach(each -> settled.add(of(each)));
                yield settled;
            }
            default -> node.isString() ? JsonNodeFactory.instance.stringNode(text(node.stringValue())) : node;
        };
    }

    private String text(String text) {
        String settled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            settled = settled.replace(each.getKey(), each.getValue());
        }
        settled = ID.matcher(settled).replaceAll(found -> id(found.group()));
        settled = TIME.matcher(settled).replaceAll(this::time);
        settled = DAY.matcher(settled).replaceAll(this::day);
        settled = NUMBER.matcher(settled).replaceAll("350211-20260307-0001");
        settled = CERTIFICATE.matcher(settled).replaceAll("BKB3-WFXA-EQ4U-Q");
        settled = PHONE.matcher(settled).replaceAll(found -> found.group().contains("*") ? "138****0001" : "13800000001");
        return SECRET.matcher(settled).replaceAll(found -> ID.matcher(found.group()).find()
                ? found.group()
                : "0123456789abcdef".repeat(3));
    }

    private String id(String id) {
        return id.startsWith("0198c000-")
                ? id
                : ids.computeIfAbsent(id, _ -> "0198c000-0000-7000-8000-%012x".formatted(ids.size() + 1));
    }

    private String time(MatchResult found) {
        long steps = Math
                .round(Duration.between(now, Instant.parse(offset(found.group()))).toMillis() / (double) STEP.toMillis());
        return THEN.plus(STEP.multipliedBy(steps)).toString();
    }

    private static String offset(String time) {
        return java.time.OffsetDateTime.parse(time).toInstant().toString();
    }

    private String day(MatchResult found) {
        long days = java.time.temporal.ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneOffset.ofHours(8)),
                LocalDate.parse(found.group()));
        return LocalDate.ofInstant(THEN, ZoneOffset.ofHours(8)).plusDays(days).toString();
    }
}
