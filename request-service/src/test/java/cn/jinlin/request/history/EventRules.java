package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What readers of the topics rely on. */
final class EventRules {
    private EventRules() {}

    static List<String> missing(Course course) {
        List<String> found = new ArrayList<>();
        course.history().orders().forEach((id, order) -> {
            Set<Long> there = course.asWritten().getOrDefault(id, List.of()).stream().map(Told::version)
                    .collect(Collectors.toSet());
            List<Long> gaps = LongStream.rangeClosed(1, order.version()).filter(version -> !there.contains(version)).limit(10)
                    .boxed().toList();
            if (!gaps.isEmpty()) {
                found.add("order %s has version %d and no event for %s".formatted(id, order.version(), gaps));
            } else if (!course.replays().containsKey(id)) {
                found.add(
                        "order %s has version %d, and its events do not end there with its state".formatted(id, order.version()));
            }
        });
        return found;
    }

    static List<String> disorder(Course course) {
        List<String> found = new ArrayList<>();
        course.asWritten().forEach((id, events) -> found.addAll(new Sights(id).all(events)));
        return found;
    }

    /** One reader of one order's events. */
    private static final class Sights {
        private final String orderId;
        private final Map<String, Told> byId = new HashMap<>();
        private final Map<Long, String> byVersion = new HashMap<>();
        private final Set<Integer> partitions = new HashSet<>();
        private final List<String> found = new ArrayList<>();
        private long newest;

        Sights(String orderId) {
            this.orderId = orderId;
        }

        List<String> all(List<Told> events) {
            events.forEach(this::see);
            if (partitions.size() > 1) {
                found.add("order %s is told in partitions %s".formatted(orderId, partitions));
            }
            return found;
        }

        private void see(Told told) {
            if (told.partition() != Told.UNSENT) {
                partitions.add(told.partition());
            }
            Told first = byId.putIfAbsent(told.eventId(), told);
            if (first != null) {
                check(first.isSameAs(told), told, "came again with another content");
                return;
            }
            check(byVersion.putIfAbsent(told.version(), told.eventId()) == null, told, "is a second event of its version");
            check(told.version() > newest, told, "was first seen after version " + newest);
            newest = Math.max(newest, told.version());
        }

        private void check(boolean holds, Told told, String otherwise) {
            if (!holds) {
                found.add("order %s: event %s, version %d, %s".formatted(orderId, told.eventId(), told.version(), otherwise));
            }
        }
    }

    static List<String> viewsDiffer(Course course) {
        List<String> found = new ArrayList<>();
        for (History.Views view : course.history().views()) {
            Set<String> ids = new TreeSet<>(view.served().keySet());
            ids.addAll(view.rebuilt().keySet());
            ids.stream().filter(id -> !Objects.equals(view.served().get(id), view.rebuilt().get(id)))
                    .forEach(id -> found.add("view %s of %s is %s, rebuilt %s".formatted(view.name(), id, view.served().get(id),
                            view.rebuilt().get(id))));
        }
        return found;
    }
}
