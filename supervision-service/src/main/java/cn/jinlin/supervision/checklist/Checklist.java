package cn.jinlin.supervision.checklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;

/**
 * A checklist and all its editions, the first one first.
 *
 * @param retired offered no more; sheets filled in on it are still taken
 */
public record Checklist(String checklistId, TargetKind kind, String name, List<Edition> editions, boolean retired) {
    static final int MOST_EDITIONS = 200;

    public Checklist {
        editions = List.copyOf(editions);
    }

    /**
     * One line.
     *
     * @param itemId stays the same from edition to edition, so that results can be compared
     * @param weight what it counts for, 1 to 100
     */
    public record Item(String itemId, String text, int weight) {}

    /** @param version 1 for the first */
    public record Edition(int version, List<Item> items, String by, Instant at) {
        public Edition {
            items = List.copyOf(items);
        }
    }

    static Checklist first(String checklistId, TargetKind kind, String name, List<Item> items, String by, Instant at) {
        return new Checklist(checklistId, kind, name, List.of(new Edition(1, distinct(items), by, at)), false);
    }

    Checklist revised(List<Item> items, String by, Instant at) {
        if (retired) {
            throw ChecklistRefusal.CHECKLIST_RETIRED.because(name);
        }
        if (editions.size() >= MOST_EDITIONS) {
            throw ChecklistRefusal.TOO_MANY_EDITIONS.because(MOST_EDITIONS);
        }
        List<Edition> all = new ArrayList<>(editions);
        all.add(new Edition(newest().version() + 1, distinct(items), by, at));
        return new Checklist(checklistId, kind, name, all, false);
    }

    Checklist retire() {
        return new Checklist(checklistId, kind, name, editions, true);
    }

    public Edition newest() {
        return editions.getLast();
    }

    public Optional<Edition> edition(int version) {
        return editions.stream().filter(edition -> edition.version() == version).findFirst();
    }

    private static List<Item> distinct(List<Item> items) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i).itemId())) {
                throw Invalid.field("items[" + i + "].itemId", "DUPLICATE_ITEM");
            }
        }
        return items;
    }
}
