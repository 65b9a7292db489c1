package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;

/** Answers, events and documents say the same. */
final class ChangeRules {
    private ChangeRules() {}

    static List<String> lost(Course course) {
        List<String> found = new ArrayList<>();
        course.asWritten().keySet().stream().filter(id -> !course.history().orders().containsKey(id))
                .forEach(id -> found.add("events tell of order %s, which is not there".formatted(id)));
        course.history().answers().stream()
                .filter(answer -> answer.acknowledged() && !course.history().orders().containsKey(answer.orderId()))
                .forEach(answer -> found
                        .add("order %s is not there though %s was acknowledged".formatted(answer.orderId(), answer)));
        course.replays().forEach((id, replay) -> {
            found.addAll(differences(course.order(id), replay));
            replay.scenes().forEach(scene -> miscounted(scene).ifPresent(found::add));
            found.addAll(new Asked(replay, course.answersOn(id)).lost());
            found.addAll(new Kept(replay, course.answersOn(id)).broken());
        });
        return found;
    }

    static List<String> unasked(Course course) {
        List<String> found = new ArrayList<>();
        course.replays().forEach((id, replay) -> found.addAll(new Asked(replay, course.answersOn(id)).unasked()));
        return found;
    }

    /** The document against its own events. */
    private static List<String> differences(Versioned<ServiceOrder> order, Replay replay) {
        List<String> found = new ArrayList<>();
        List<Seat> seats = order.state().sheet().roster().claims().stream().map(Seat::of).toList();
        List<Seat> told = replay.scenes().getLast().seats();
        if (!seats.equals(told)) {
            found.add("order %s has claims %s and told %s".formatted(replay.orderId(), seats, told));
        }
        if (!Samples.told(order.state()).equals(replay.last())) {
            found.add("order %s is %s and told %s".formatted(replay.orderId(), Samples.told(order.state()), replay.last()));
        }
        return found;
    }

    private static Optional<String> miscounted(Scene scene) {
        long claimed = Scene.taken(scene.seats());
        long waiting = Scene.waiting(scene.seats()).size();
        boolean right = !scene.isEndOfCommit()
                || claimed == scene.becomes().claimed() && waiting == scene.becomes().waitlisted();
        return right
                ? Optional.empty()
                : Optional.of("order %s told %d claimed and %d waiting at version %d, its facts make it %d and %d".formatted(
                        scene.told().aggregateId(), scene.becomes().claimed(), scene.becomes().waitlisted(),
                        scene.told().version(), claimed, waiting));
    }
}
