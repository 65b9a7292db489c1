package cn.jinlin.request.history;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.request.history.Answer.Result.Acknowledged;

/** Whether one order kept its word on each answer, beyond the mere number of facts. */
record Kept(Replay replay, List<Answer> answers) {

    List<String> broken() {
        return answers.stream().filter(Answer::acknowledged)
                .flatMap(answer -> broken(answer, (Acknowledged) answer.call().result()).stream()
                        .map(what -> "order %s: %s: %s".formatted(replay.orderId(), what, answer)))
                .toList();
    }

    private Optional<String> broken(Answer answer, Acknowledged told) {
        return switch (answer) {
            case Answer.Claimed claimed when !standsAsTold(claimed, told) -> Optional.of("the claim stands otherwise");
            case Answer.Credited credited when !hasCredit(credited, told) -> Optional.of("there is no such credit");
            case Answer.Edited edited when !isThere(edited) -> Optional.of("the edit is gone");
            case Answer.Responded responded when !isThere(responded) -> Optional.of("the unit's or team's word is gone");
            case Answer.Moved moved when !Reach.from(moved.to()).contains(replay.last().status()) ->
                Optional.of("the order is " + replay.last().status());
            default -> Optional.empty();
        };
    }

    private boolean standsAsTold(Answer.Claimed claimed, Acknowledged told) {
        return told.status().isEmpty() || replay.facts(OrderClaimed.class).stream().anyMatch(
                fact -> fact.memberId().equals(claimed.memberId()) && fact.status() == told.status().get());
    }

    private boolean hasCredit(Answer.Credited credited, Acknowledged told) {
        return told.creditId().isEmpty() || replay.facts(MemberCredited.class).stream().anyMatch(
                fact -> fact.memberId().equals(credited.memberId()) && fact.creditId().equals(told.creditId().get()));
    }

    private boolean isThere(Answer.Responded responded) {
        return replay.last().offers().stream().anyMatch(
                offer -> offer.unitId().or(offer::teamId).filter(responded.offereeId()::equals).isPresent()
                        && offer.status() == responded.status());
    }

    /** Told as it was asked for, unless another edit may have come before it could be told. */
    private boolean isThere(Answer.Edited edited) {
        return replay.states().stream().anyMatch(state -> shows(state, edited)) || answers.stream()
                .anyMatch(other -> other instanceof Answer.Edited && other.possible() && mayHaveFollowed(edited, other));
    }

    private static boolean shows(OrderChanged state, Answer.Edited edited) {
        return edited.places().orElse(state.capacity().max()) == state.capacity().max()
                && edited.startsAt().orElse(state.startsAt()).equals(state.startsAt())
                && edited.endsAt().orElse(state.endsAt()).equals(state.endsAt());
    }

    private static boolean mayHaveFollowed(Answer edited, Answer other) {
        return !other.call().key().equals(edited.call().key()) && !other.call().ended().isBefore(edited.call().began());
    }
}
