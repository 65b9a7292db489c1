package cn.jinlin.supervision.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.supervision.evidence.Deed;

/**
 * What a rule found.
 *
 * @param items what speaks for it, the oldest first
 * @param weighed keys of all that was weighed, also of what speaks against it: settled together
 */
public record Evidence(List<Item> items, List<String> weighed) {
    public Evidence {
        items = items.stream().sorted(Comparator.comparing(Item::at).thenComparing(Item::key)).toList();
        weighed = weighed.stream().distinct().sorted().toList();
    }

    /**
     * One thing that a flag rests on.
     *
     * @param key what it is known by; what was settled under it does not count again
     * @param measure what the rule measured: times, seconds, metres, minutes, days or places, as the rule says
     */
    public record Item(String key, Instant at, Optional<String> orderId, Optional<String> memberId,
            Optional<String> communityId, Optional<String> unitId, long measure) {
        static Item of(Deed deed, long measure) {
            return new Item(deed.key(), deed.at(), Optional.of(deed.orderId()), deed.memberId(),
                    Optional.of(deed.communityId()), deed.unitId(), measure);
        }
    }

    /** The same, with the unit of whom it is about where an item names none. */
    public Evidence of(Optional<String> unitId) {
        return new Evidence(items.stream().map(item -> new Item(item.key(), item.at(), item.orderId(), item.memberId(),
                item.communityId(), item.unitId().or(() -> unitId), item.measure())).toList(), weighed);
    }

    /** Nothing where nothing speaks for it. */
    static Optional<Evidence> of(List<Item> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(new Evidence(items, items.stream().map(Item::key).toList()));
    }

    /** What was not settled before, the oldest first. */
    static List<Deed> fresh(List<Deed> deeds, Set<String> settled) {
        return deeds.stream().filter(deed -> !settled.contains(deed.key()))
                .sorted(Comparator.comparing(Deed::at).thenComparing(Deed::key)).toList();
    }
}
