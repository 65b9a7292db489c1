package cn.jinlin.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What one condition of a filter says about one field: every document that meets it has a key in one of these ranges.
 * Conditions that say nothing of the kind have no bounds; bounds may be wider than the condition, never narrower.
 *
 * @param present whether a document without the field is excluded
 */
record Bounds(List<Range> ranges, boolean present) {
    private static final int MOST_POINTS = 10_000;

    /** The bounds of a filter by field, those inside $and, $or and $elemMatch included. */
    static Map<String, List<Bounds>> of(Document filter) {
        Map<String, List<Bounds>> byField = new HashMap<>();
        collect("", filter, byField);
        return byField;
    }

    boolean arePoints() {
        return ranges.stream().allMatch(Range::isPoint);
    }

    private static void collect(String prefix, Document filter, Map<String, List<Bounds>> byField) {
        filter.forEach((name, value) -> {
            if (name.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> collect(prefix, (Document) part, byField));
            } else if (name.equals("$or") && value instanceof Collection<?> branches && !branches.isEmpty()) {
                alternatives(prefix, branches, byField);
            } else if (!name.startsWith("$")) {
                field(prefix + name, value, byField);
            }
        });
    }

    /** A field that every branch bounds is bounded by all of them together. */
    private static void alternatives(String prefix, Collection<?> branches, Map<String, List<Bounds>> byField) {
        Map<String, List<Bounds>> together = new HashMap<>();
        for (Object branch : branches) {
            Map<String, List<Bounds>> bounds = new HashMap<>();
            collect(prefix, (Document) branch, bounds);
            bounds.forEach((field, all) -> together.computeIfAbsent(field, _ -> new ArrayList<>()).add(all.getFirst()));
        }
        together.forEach((field, all) -> {
            if (all.size() == branches.size()) {
                List<Range> ranges = Range.disjoint(all.stream().flatMap(bounds -> bounds.ranges.stream()).toList());
                add(field, new Bounds(ranges, all.stream().allMatch(Bounds::present)), byField);
            }
        });
    }

    private static void field(String path, @Nullable Object value, Map<String, List<Bounds>> byField) {
        if (!(value instanceof Document condition) || !isOperators(condition)) {
            add(path, point(value), byField);
            return;
        }
        condition.forEach((operator, operand) -> {
            if (operator.equals("$elemMatch") && operand instanceof Document element) {
                if (isOperators(element)) {
                    field(path, element, byField);
                } else {
                    collect(path + ".", element, byField);
                }
            } else {
                add(path, operator(operator, operand), byField);
            }
        });
    }

    private static void add(String path, @Nullable Bounds bounds, Map<String, List<Bounds>> byField) {
        if (bounds != null) {
            byField.computeIfAbsent(path, _ -> new ArrayList<>()).add(bounds);
        }
    }

    private static @Nullable Bounds operator(String operator, @Nullable Object operand) {
        return switch (operator) {
            case "$eq" -> point(operand);
            case "$in" -> operand instanceof Collection<?> values ? points(values) : null;
            case "$gt", "$gte" -> range(operand, true);
            case "$lt", "$lte" -> range(operand, false);
            case "$exists" -> Boolean.TRUE.equals(operand) ? new Bounds(List.of(Range.ALL), true) : null;
            default -> null;
        };
    }

    private static @Nullable Bounds point(@Nullable Object value) {
        return isExact(value) ? new Bounds(List.of(Range.point(KeyOrder.of(value))), !Missing.isNullOrMissing(value)) : null;
    }

    private static @Nullable Bounds points(Collection<?> values) {
        if (values.size() > MOST_POINTS || !values.stream().allMatch(Bounds::isExact)) {
            return null;
        }
        List<Range> points = values.stream().map(value -> Range.point(KeyOrder.of(value))).toList();
        return new Bounds(Range.disjoint(points), values.stream().noneMatch(Missing::isNullOrMissing));
    }

    /** From the value to the end of its type, or from the beginning of its type to the value. */
    private static @Nullable Bounds range(@Nullable Object value, boolean lower) {
        if (!isRanged(value)) {
            return null;
        }
        byte[] key = KeyOrder.of(value);
        byte[] type = {key[0]};
        return new Bounds(List.of(lower ? new Range(key, type) : new Range(type, key)), true);
    }

    /** Strings with characters from U+D800 on are left to the matcher, whose order of them differs from MongoDB's. */
    private static boolean isRanged(@Nullable Object value) {
        return value instanceof Instant || value instanceof ObjectId || value instanceof Boolean
                || value instanceof Number number && !Double.isNaN(number.doubleValue())
                || value instanceof String string && string.chars().allMatch(c -> c < Character.MIN_SURROGATE);
    }

    private static boolean isExact(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Number _,String _,Boolean _,Instant _,ObjectId _,BinData _,LegacyUUID _,BsonTimestamp _ -> true;
            case java.util.UUID _,Missing _ -> true;
            case Document document -> !document.isEmpty() && document.entrySet().stream()
                    .allMatch(field -> !field.getKey().startsWith("$") && field.getValue() != null && isExact(field.getValue()));
            default -> false;
        };
    }

    private static boolean isOperators(Document value) {
        return !value.isEmpty() && value.keySet().iterator().next().startsWith("$");
    }
}
