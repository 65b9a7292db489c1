package cn.jinlin.supervision.checklist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.checklist.Checklist.Edition;
import cn.jinlin.supervision.checklist.Checklist.Item;

/**
 * An edition as somebody filled it in, in the edition's order.
 *
 * @param score 0 to 100: the mean of the items' scores by their weights, half a point rounded up
 */
public record Sheet(String checklistId, int version, List<Line> lines, int score) {
    public Sheet {
        lines = List.copyOf(lines);
    }

    /**
     * What an inspector answered to one item.
     *
     * @param score 0 to 100; empty where the item does not apply to the target
     */
    public record Answer(String itemId, Optional<Integer> score, Optional<String> note) {}

    /** An item and its answer. */
    public record Line(String itemId, String text, int weight, Optional<Integer> score, Optional<String> note) {}

    /** @throws Invalid naming each answer that is unknown or given twice, and the items without one */
    static Sheet filled(String checklistId, Edition edition, List<Answer> answers) {
        Map<String, Answer> byItem = byItem(edition, answers);
        List<Line> lines = edition.items().stream().map(item -> line(item, byItem)).toList();
        return new Sheet(checklistId, edition.version(), lines, score(lines));
    }

    private static Map<String, Answer> byItem(Edition edition, List<Answer> answers) {
        List<String> items = edition.items().stream().map(Item::itemId).toList();
        List<FieldError> wrong = new ArrayList<>();
        Map<String, Answer> byItem = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            String itemId = answers.get(i).itemId();
            if (!items.contains(itemId)) {
                wrong.add(FieldError.of("answers[" + i + "].itemId", "UNKNOWN_ITEM", itemId));
            } else if (byItem.put(itemId, answers.get(i)) != null) {
                wrong.add(FieldError.of("answers[" + i + "].itemId", "DUPLICATE_ITEM"));
            }
        }
        List<String> missing = items.stream().filter(item -> !byItem.containsKey(item)).toList();
        if (!missing.isEmpty()) {
            wrong.add(FieldError.of("answers", "ITEMS_MISSING", String.join(", ", missing)));
        }
        if (!wrong.isEmpty()) {
            throw new Invalid(wrong);
        }
        return byItem;
    }

    private static Line line(Item item, Map<String, Answer> answers) {
        Answer answer = answers.getOrDefault(item.itemId(), new Answer(item.itemId(), Optional.empty(), Optional.empty()));
        return new Line(item.itemId(), item.text(), item.weight(), answer.score(), answer.note());
    }

    private static int score(List<Line> lines) {
        long weights = 0;
        long points = 0;
        for (Line line : lines) {
            if (line.score().isPresent()) {
                weights += line.weight();
                points += (long) line.weight() * line.score().get();
            }
        }
        if (weights == 0) {
            throw Invalid.field("answers", "NOTHING_APPLIES");
        }
        return (int) ((2 * points + weights) / (2 * weights));
    }
}
