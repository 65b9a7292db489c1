package cn.jinlin.kit.test.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Pattern SAID_DAYS = Pattern.compile("(?<!\\d)\\d{1,2}月\\d{1,2}日(至(\\d{1,2}月)?\\d{1,2}日)?");
    private static final Pattern PHONE = Pattern.compile("(?<![\\d])1[3-9](\\d{9}|\\d\\*{4}\\d{4})(?!\\d)");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.~+/=-]{40,}");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])\\d{6,12}-\\d{4,8}-\\d{2,6}(?![\\w-])");
    private static final Pattern CERTIFICATE = Pattern.compile("\\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]\\b");
    private static final Instant THEN = Instant.parse("2026-03-07T01:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final Map<String, String> SCOPE = Map.of("communityId", "350211102006", "unitId",
            "0198c000-0000-7000-8000-0000000000a1", "memberId", "0198c000-0000-7000-8000-0000000000b1");

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final int COUNTED = 1_024;

    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Set<String> counts;
    private final boolean all;
    private final Map<String, String> ids = new TreeMap<>();
    private final Instant now;

    Settled(World world, Call call) {
        now = world.now();
        counts = world.counts(call);
        all = world.ownsAll(call);
        world.scope().forEach((name, value) -> {
            if (SCOPE.containsKey(name)) {
                own.put(value, SCOPE.get(name));
            }
        });
        Map<String, String> texts = new HashMap<>(world.shown());
        texts.putAll(own);
        texts.entrySet().stream().sorted(Comparator.comparingInt(each -> -each.getKey().length()))
                .forEach(each -> known.put(each.getKey(), each.getValue()));
    }

    /** Of an answer: a list shows what belongs to the own scope, or to nobody, and nothing of where it goes on. */
    JsonNode whole(JsonNode node) {
        if (node instanceof ObjectNode object && object.propertyNames().stream().noneMatch(name -> name.endsWith("Id"))) {
            object.remove("next");
            for (String list : List.of("items", "features")) {
                if (object.path(list) instanceof ArrayNode items) {
                    items.removeIf(item -> !all && isAnothers(item.toString()));
                }
            }
        }
        return of(node);
    }

    private boolean isAnothers(String item) {
        boolean figuresAlone = !counts.isEmpty() && !item.contains("Id\":");
        return !figuresAlone && own.keySet().stream().noneMatch(item::contains);
    }

    JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode settled = JsonMapper.shared().createObjectNode();
                object.properties().forEach(member -> settled.set(text(member.getKey()),
                        counts.contains(member.getKey()) ? counted(member.getValue()) : of(member.getValue())));
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

    private static JsonNode counted(JsonNode node) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(Integer.toString(COUNTED));
        }
        return node.isNumber() ? JsonNodeFactory.instance.numberNode(COUNTED) : node;
    }

    private String text(String text) {
        String settled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            settled = settled.replace(each.getKey(), each.getValue());
        }
        settled = ID.matcher(settled).replaceAll(found -> id(found.group()));
        settled = TIME.matcher(settled).replaceAll(this::time);
        settled = DAY.matcher(settled).replaceAll(found -> day(LocalDate.parse(found.group())).toString());
        settled = SAID_DAYS.matcher(settled).replaceAll(found -> found.group(1) == null ? "3月7日" : "3月7日至13日");
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

    /** A midnight of the district stays one, whatever the hour is now. */
    private String time(MatchResult found) {
        Instant at = OffsetDateTime.parse(found.group()).toInstant();
        OffsetDateTime local = at.atOffset(ZONE);
        if (local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return day(local.toLocalDate()).atStartOfDay().toInstant(ZONE).toString();
        }
        long steps = Math.round(Duration.between(now, at).toMillis() / (double) STEP.toMillis());
        return THEN.plus(STEP.multipliedBy(steps)).toString();
    }

    /** New Year stays New Year. */
    private LocalDate day(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        LocalDate then = LocalDate.ofInstant(THEN, ZONE);
        if (day.getDayOfYear() == 1) {
            return then.withDayOfYear(1).plusYears(day.getYear() - today.getYear());
        }
        return then.plusDays(ChronoUnit.DAYS.between(today, day));
    }
}
