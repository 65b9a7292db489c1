package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Picks the plan that is likely to look at the fewest documents. An index serves its leading fields that the filter bounds:
 * any number of single values, then one range. It serves a sort where the sort's fields follow those fixed to one value,
 * which may be one element of an array.
 */
final class Planner {
    private static final IndexKey ID = new IndexKey("_id", true);
    private static final int MOST_RANGES = 10_000;
    private static final int COUNTED_RANGES = 64;
    private static final double LOOK_UP_COST = 1.5;

    private final Table documents;
    private final Map<String, List<Bounds>> bounds;
    private final @Nullable Document order;
    private final long wanted;

    /** @param wanted how many documents are taken at most, 0 for all */
    Planner(Table documents, Document filter, @Nullable Document order, long wanted) {
        this.documents = documents;
        bounds = Bounds.of(filter);
        this.order = order;
        this.wanted = wanted;
    }

    Plan best(List<SecondaryIndex> indexes) {
        List<Plan> plans = new ArrayList<>();
        Plan byId = plan(null, List.of(ID));
        if (byId == null || byId.estimate() <= 1) {
            return byId == null ? new Plan(documents, null, List.of(Range.ALL), false, false, documents.size()) : byId;
        }
        plans.add(byId);
        for (SecondaryIndex index : indexes) {
            Plan plan = plan(index, fieldsOf(index));
            if (plan != null) {
                plans.add(plan);
            }
        }
        long matches = Math.max(1, plans.stream().mapToLong(Plan::estimate).min().orElse(1));
        return plans.stream().min(Comparator.comparingDouble(plan -> cost(plan, matches))).orElse(byId);
    }

    /** Every entry ends in the position, which is the _id: so every index goes on with it. */
    private static List<IndexKey> fieldsOf(SecondaryIndex index) {
        List<IndexKey> fields = new ArrayList<>(index.getKeys());
        if (fields.stream().noneMatch(field -> field.getKey().equals("_id"))) {
            fields.add(ID);
        }
        return fields;
    }

    private double cost(Plan plan, long matches) {
        double looked = plan.estimate();
        if (wanted > 0 && (order == null || plan.ordered())) {
            looked = Math.min(looked, wanted * (looked / matches));
        }
        double sorting = order == null || plan.ordered() ? 1 : 1.2;
        return looked * sorting * (plan.index() == null ? 1 : LOOK_UP_COST);
    }

    private @Nullable Plan plan(@Nullable SecondaryIndex index, List<IndexKey> fields) {
        if (index != null && index.sparse() && !excludesAbsent(fields)) {
            return null;
        }
        long arrays = index == null ? 0 : index.arrays();
        Fixed fixed = new Fixed(new HashSet<>(), new HashSet<>());
        List<Range> ranges = ranges(fields, arrays, fixed);
        Integer direction = fixed.elements.size() == Long.bitCount(arrays) ? direction(fields, fixed) : null;
        return new Plan(documents, index, ranges, direction != null, direction != null && direction < 0, estimate(index, ranges));
    }

    /**
     * Fields bound to one value, so that what follows them decides the order.
     *
     * @param elements those of which one element of an array is bound: a document is met once then, but is not sorted by it
     */
    private record Fixed(Set<String> values, Set<String> elements) {
        void add(String field, boolean array) {
            (array ? elements : values).add(field);
        }

        boolean has(String field) {
            return values.contains(field) || elements.contains(field);
        }
    }

    private boolean excludesAbsent(List<IndexKey> fields) {
        return fields.stream().filter(field -> field != ID)
                .anyMatch(field -> bounds.getOrDefault(field.getKey(), List.of()).stream().anyMatch(Bounds::present));
    }

    private List<Range> ranges(List<IndexKey> fields, long arrays, Fixed fixed) {
        List<Range> ranges = List.of();
        boolean arrayBound = false;
        for (int i = 0; i < fields.size(); i++) {
            IndexKey field = fields.get(i);
            boolean array = (arrays & 1L << i) != 0;
            List<Bounds> all = bounds.get(field.getKey());
            if (all == null || array && arrayBound) {
                break;
            }
            arrayBound |= array;
            List<Range> own = own(all, array, field.isAscending());
            boolean points = own.stream().allMatch(Range::isPoint);
            if (own.size() * (long) Math.max(1, ranges.size()) > MOST_RANGES) {
                break;
            }
            ranges = i == 0 ? own : product(ranges, own);
            if (!points || own.isEmpty()) {
                return ranges;
            }
            if (own.size() == 1) {
                fixed.add(field.getKey(), array);
            }
        }
        return ranges.isEmpty() ? List.of(Range.ALL) : ranges;
    }

    /** Two conditions on an array may be met by two of its elements: then only one of them narrows the walk. */
    private static List<Range> own(List<Bounds> all, boolean array, boolean ascending) {
        List<Range> own;
        if (array) {
            own = all.stream()
                    .min(Comparator.comparing((Bounds one) -> !one.arePoints()).thenComparingInt(one -> one.ranges().size()))
                    .orElseThrow().ranges();
        } else {
            own = all.stream().map(Bounds::ranges).reduce(Range::intersection).orElseThrow();
        }
        return ascending ? own : own.reversed().stream().map(Range::descending).toList();
    }

    private static List<Range> product(List<Range> prefixes, List<Range> own) {
        return prefixes.stream().flatMap(prefix -> own.stream().map(range -> range.under(prefix.low()))).toList();
    }

    /** 1 or -1 when walking the fields that way gives the wanted order, else null. */
    private @Nullable Integer direction(List<IndexKey> fields, Fixed fixed) {
        if (order == null) {
            return 1;
        }
        int way = 0;
        int i = 0;
        for (Map.Entry<String, Object> sort : order.entrySet()) {
            if (fixed.values.contains(sort.getKey())) {
                continue;
            }
            while (i < fields.size() && fixed.has(fields.get(i).getKey())) {
                i++;
            }
            if (i > 0 && fields.get(i - 1).getKey().equals("_id")) {
                break;
            }
            if (i == fields.size() || !fields.get(i).getKey().equals(sort.getKey())) {
                return null;
            }
            int needed = ((Number) sort.getValue()).intValue() > 0 == fields.get(i).isAscending() ? 1 : -1;
            if (way == -needed) {
                return null;
            }
            way = needed;
            i++;
        }
        return way == 0 ? 1 : way;
    }

    private long estimate(@Nullable SecondaryIndex index, List<Range> ranges) {
        Table entries = index == null ? documents : index.entries();
        if (ranges.size() == 1 && Range.ALL.equals(ranges.getFirst())) {
            return documents.size();
        }
        long counted = ranges.stream().limit(COUNTED_RANGES).mapToLong(entries::count).sum();
        return ranges.size() <= COUNTED_RANGES ? counted : counted * ranges.size() / COUNTED_RANGES;
    }
}
