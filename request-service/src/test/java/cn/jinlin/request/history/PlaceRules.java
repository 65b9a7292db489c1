package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;

/** Who has a place. */
final class PlaceRules {
    private PlaceRules() {}

    static List<String> overCapacity(Course course) {
        List<String> found = new ArrayList<>();
        course.history().orders().forEach((id, order) -> {
            int claimed = order.state().sheet().roster().claimed();
            int places = order.state().terms().capacity().max();
            if (claimed > places) {
                found.add("order %s has %d claims on %d places".formatted(id, claimed, places));
            }
        });
        course.replays().forEach((id, replay) -> {
            int asked = asked(course, id);
            replay.scenes().stream().filter(scene -> Scene.taken(scene.seats()) > most(scene, asked))
                    .forEach(scene -> found.add("order %s had %d claims on %d places at version %d".formatted(id,
                            Scene.taken(scene.seats()), most(scene, asked), scene.told().version())));
        });
        return found;
    }

    /** Within a commit there may have been places that an edit gave and a later one took away again. */
    private static int most(Scene scene, int asked) {
        return scene.isEndOfCommit() ? scene.places() : Math.max(scene.places(), asked);
    }

    private static int asked(Course course, String orderId) {
        return course.answersOn(orderId).stream().filter(Answer::possible).filter(Answer.Edited.class::isInstance)
                .map(Answer.Edited.class::cast).mapToInt(edited -> edited.places().orElse(0)).max().orElse(0);
    }

    static List<String> twice(Course course) {
        List<String> found = new ArrayList<>();
        course.history().orders().forEach((id, order) -> {
            Set<String> seen = new HashSet<>();
            order.state().sheet().roster().claims().stream().filter(claim -> !seen.add(claim.memberId()))
                    .forEach(claim -> found.add("order %s has member %s twice".formatted(id, claim.memberId())));
        });
        course.replays().forEach((id, replay) -> replay.scenes().forEach(scene -> again(scene)
                .ifPresent(what -> found.add("order %s: %s at version %d".formatted(id, what, scene.told().version())))));
        return found;
    }

    private static Optional<String> again(Scene scene) {
        return switch (scene.told().event()) {
            case OrderClaimed told when scene.before().stream()
                    .anyMatch(seat -> seat.memberId().equals(told.memberId()) && !seat.released()) ->
                Optional.of("member " + told.memberId() + " claimed twice");
            case CheckedIn told when scene.before().stream()
                    .anyMatch(seat -> seat.memberId().equals(told.memberId()) && seat.status() == ClaimStatus.CHECKED_IN) ->
                Optional.of("member " + told.memberId() + " came twice");
            case ClaimReleased told when scene.before().stream()
                    .noneMatch(seat -> seat.memberId().equals(told.memberId()) && seat.live()) ->
                Optional.of("member " + told.memberId() + " was released without a claim");
            default -> Optional.empty();
        };
    }
}
