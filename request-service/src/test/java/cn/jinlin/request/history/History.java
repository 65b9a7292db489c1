package cn.jinlin.request.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.schedule.Schedule;

/**
 * All that is known of a run after everything healed and came to rest.
 *
 * @param answers every command that may have changed an order, whatever came back; a command that is missing here shows
 *        as {@link Invariant#UNASKED_CHANGE}
 * @param orders all orders' documents, by their id
 * @param schedules all members' schedules
 * @param told the whole topic, in the order of partition and offset
 * @param unsent what still waits in documents, in each document's order
 * @param skew how far the clocks of the processes may have differed
 */
public record History(List<Answer> answers, Map<String, Versioned<ServiceOrder>> orders, List<Schedule> schedules,
        List<Told> told, List<Told> unsent, List<Views> views, Duration skew) {
    public History {
        answers = List.copyOf(answers);
        orders = Map.copyOf(orders);
        schedules = List.copyOf(schedules);
        told = List.copyOf(told);
        unsent = List.copyOf(unsent);
        views = List.copyOf(views);
    }

    /** A view as it is served and as it comes out when it is built again from the topics: id → document, in one way of writing. */
    public record Views(String name, Map<String, String> served, Map<String, String> rebuilt) {
        public Views {
            served = Map.copyOf(served);
            rebuilt = Map.copyOf(rebuilt);
        }
    }
}
