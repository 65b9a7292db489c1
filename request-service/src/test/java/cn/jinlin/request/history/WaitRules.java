package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.request.history.Answer.Result.Acknowledged;

/** Who waits for a place, and who gets it next. */
final class WaitRules {
    private WaitRules() {}

    static List<String> gap(Course course) {
        List<String> found = new ArrayList<>();
        course.replays().forEach((id, replay) -> {
            for (Scene scene : replay.scenes()) {
                passedOver(scene).ifPresent(what -> found.add(what(id, scene, what)));
                idle(scene).ifPresent(what -> found.add(what(id, scene, what)));
            }
            found.addAll(positions(course, replay));
        });
        return found;
    }

    private static String what(String orderId, Scene scene, String what) {
        return "order %s at version %d: %s".formatted(orderId, scene.told().version(), what);
    }

    /** A place went to somebody while another, who was first, might have had it. */
    private static Optional<String> passedOver(Scene scene) {
        return switch (scene.told().event()) {
            case ClaimPromoted told when Scene.waiting(scene.before()).stream()
                    .noneMatch(seat -> seat.memberId().equals(told.memberId())) ->
                Optional.of("member " + told.memberId() + " was promoted without waiting");
            case ClaimPromoted told -> first(scene).filter(seat -> !seat.memberId().equals(told.memberId()))
                    .map(seat -> "member " + told.memberId() + " was promoted before " + seat.memberId());
            case OrderClaimed told when told.status() == ClaimStatus.CLAIMED -> first(scene)
                    .map(seat -> "member " + told.memberId() + " got a place before " + seat.memberId() + ", who waited");
            case ClaimConfirmed told when told.status() == ClaimStatus.CLAIMED -> first(scene)
                    .map(seat -> "member " + told.memberId() + " was confirmed before " + seat.memberId() + ", who waited");
            default -> Optional.empty();
        };
    }

    private static Optional<Seat> first(Scene scene) {
        return Scene.waiting(scene.before()).stream().filter(seat -> scene.mayHave(seat, scene.before())).findFirst();
    }

    /** Somebody waits for a place that is free. */
    private static Optional<String> idle(Scene scene) {
        boolean claimable = switch (scene.becomes().status()) {
            case OFFERED, OPEN -> true;
            case DRAFT, IN_PROGRESS, COMPLETED, REWORK, ACCEPTED, CLOSED, CANCELLED, EXPIRED -> false;
        };
        if (!claimable || !scene.isEndOfCommit() || Scene.taken(scene.seats()) >= scene.places()) {
            return Optional.empty();
        }
        return Scene.waiting(scene.seats()).stream().filter(seat -> scene.mayHave(seat, scene.seats())).findFirst()
                .map(seat -> "member " + seat.memberId() + " waits while a place is free");
    }

    /** The position that a member was told is the one that it had when it joined. */
    private static List<String> positions(Course course, Replay replay) {
        List<String> found = new ArrayList<>();
        for (Answer answer : course.answersOn(replay.orderId())) {
            if (answer instanceof Answer.Claimed claimed && claimed.call().result() instanceof Acknowledged told
                    && told.position().isPresent() && !joinedAt(replay, claimed.memberId(), told.position().get())) {
                found.add("order %s: member %s was told position %d and never had it".formatted(replay.orderId(),
                        claimed.memberId(), told.position().get()));
            }
        }
        return found;
    }

    private static boolean joinedAt(Replay replay, String memberId, int position) {
        return replay.scenes().stream().anyMatch(scene -> scene.told().event() instanceof OrderClaimed joined
                && joined.memberId().equals(memberId) && joined.status() == ClaimStatus.WAITLISTED
                && Scene.waiting(scene.seats()).size() == position);
    }
}
