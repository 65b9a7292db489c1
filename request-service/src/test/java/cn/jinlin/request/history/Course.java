package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;

/** A history sorted by orders, as the rules look at it. */
final class Course {
    private final History history;
    private final Map<String, List<Told>> asWritten;
    private final Map<String, List<Answer>> answers;
    private final Map<String, Replay> replays = new LinkedHashMap<>();

    Course(History history) {
        this.history = history;
        this.asWritten = asWritten(history);
        this.answers = new HashMap<>();
        history.answers().forEach(answer -> answers.computeIfAbsent(answer.orderId(), id -> new ArrayList<>()).add(answer));
        history.orders().keySet().stream().sorted().forEach(id -> replay(id).ifPresent(replay -> replays.put(id, replay)));
    }

    History history() {
        return history;
    }

    /** The orders whose events are complete; of the others nothing can be said but that. */
    Map<String, Replay> replays() {
        return replays;
    }

    List<Answer> answersOn(String orderId) {
        return answers.getOrDefault(orderId, List.of());
    }

    /** Every sight of an event, duplicates too, as a reader comes by them; unsent ones last. */
    Map<String, List<Told>> asWritten() {
        return asWritten;
    }

    Versioned<ServiceOrder> order(String orderId) {
        return history.orders().get(orderId);
    }

    private static Map<String, List<Told>> asWritten(History history) {
        Map<String, List<Told>> byAggregate = new LinkedHashMap<>();
        history.told().stream().sorted(Told.AS_WRITTEN)
                .forEach(told -> byAggregate.computeIfAbsent(told.aggregateId(), id -> new ArrayList<>()).add(told));
        history.unsent().forEach(told -> byAggregate.computeIfAbsent(told.aggregateId(), id -> new ArrayList<>()).add(told));
        return byAggregate;
    }

    private Optional<Replay> replay(String orderId) {
        Map<Long, Told> byVersion = new HashMap<>();
        asWritten.getOrDefault(orderId, List.of()).forEach(told -> byVersion.putIfAbsent(told.version(), told));
        List<Told> events = byVersion.values().stream().sorted(Comparator.comparingLong(Told::version)).toList();
        boolean complete = !events.isEmpty() && events.getFirst().version() == 1
                && events.getLast().version() == events.size() && events.getLast().event() instanceof OrderChanged;
        return complete ? Optional.of(new Replay(orderId, events)) : Optional.empty();
    }
}
