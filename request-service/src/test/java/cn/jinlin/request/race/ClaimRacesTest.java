package cn.jinlin.request.race;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.History;
import cn.jinlin.request.history.Told;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;

import static org.assertj.core.api.Assertions.assertThat;

/** Claims against claims and against everything that takes places away, 10,000 commands a pair. */
class ClaimRacesTest {
    private static final Duration LATER = Duration.ofDays(2);

    /** Everybody wants both of two orders at the same hour, and asks for each twice. */
    @Test
    void givesNobodyAPlaceTooManyWhenClaimsMeetClaims() {
        History history = Race.run("claim with claim", (race, board) -> {
            List<String> same = List.of(board.open(2, race.in(LATER)), board.open(2, race.in(LATER)));
            List<Consumer<Instance>> round = new ArrayList<>();
            for (String member : race.members(10)) {
                same.forEach(order -> {
                    round.add(by -> board.claim(by, order, member));
                    round.add(by -> board.claim(by, order, member));
                });
            }
            return round;
        });
        assertThat(live(history)).isEqualTo(acknowledged(history, Answer.Claimed.class));
    }

    @Test
    void keepsThePlacesFullWhenClaimsMeetReleases() {
        History history = Race.run("claim with release", (race, board) -> {
            String order = board.open(3, race.in(LATER));
            List<Consumer<Instance>> round = new ArrayList<>();
            for (String member : race.members(12)) {
                round.add(by -> {
                    board.claim(by, order, member);
                    board.release(by, order, member);
                });
                round.add(by -> board.claim(by, order, member));
            }
            return round;
        });
        assertThat(live(history)).isEqualTo(acknowledged(history, Answer.Claimed.class)
                - acknowledged(history, Answer.Released.class));
    }

    @Test
    void leavesNoClaimWhenClaimsMeetACancellation() {
        History history = Race.run("claim with cancellation", (race, board) -> {
            String order = board.open(3, race.in(LATER));
            List<Consumer<Instance>> round = new ArrayList<>();
            race.members(18).forEach(member -> round.add(by -> board.claim(by, order, member)));
            round.add(by -> board.cancel(by, order));
            round.add(by -> board.cancel(by, order));
            return round;
        });
        assertThat(live(history)).isZero();
        assertThat(history.orders().values()).allMatch(order -> order.state().status() == OrderStatus.CANCELLED);
        assertThat(answers(history, Answer.Moved.class).filter(answer -> answer.acknowledged()
                && ((Answer.Moved) answer).to() == OrderStatus.CANCELLED).count()).isEqualTo(history.orders().size());
    }

    @Test
    void keepsToTheCapacityOfTheMomentWhenClaimsMeetEdits() {
        History history = Race.run("claim with capacity edit", (race, board) -> {
            String order = board.open(4, race.in(LATER));
            List<Consumer<Instance>> round = new ArrayList<>();
            race.members(32).forEach(member -> round.add(by -> board.claim(by, order, member)));
            for (int i = 0; i < 8; i++) {
                int places = 1 + race.random().nextInt(8);
                round.add(by -> board.edit(by, order, places));
            }
            return round;
        });
        assertThat(live(history)).isEqualTo(acknowledged(history, Answer.Claimed.class));
    }

    /** The clocks of the two instances pass the start at different moments of the round. */
    @Test
    void takesNoClaimAfterTheStartWhenClaimsMeetIt() {
        Duration soon = Race.AHEAD.multipliedBy(2);
        History history = Race.runInTurn("claim with start", (race, board) -> {
            String order = board.open(3, race.in(soon));
            List<Consumer<Instance>> round = new ArrayList<>();
            race.members(14).forEach(member -> round.add(by -> board.claim(by, order, member)));
            for (int i = 0; i < 4; i++) {
                round.add(by -> board.letPass(by, order));
            }
            round.add(_ -> race.first().move(soon));
            round.add(_ -> race.second().move(soon));
            return round;
        });
        assertThat(live(history)).isEqualTo(acknowledged(history, Answer.Claimed.class));
        history.orders().values().forEach(order -> assertThat(claimedAfterStart(history, order)).isEmpty());
    }

    private static List<Told> claimedAfterStart(History history, Versioned<ServiceOrder> order) {
        return history.unsent().stream().filter(told -> told.aggregateId().equals(order.state().orderId()))
                .dropWhile(told -> !(told.event() instanceof OrderChanged state && state.status() == OrderStatus.IN_PROGRESS))
                .filter(told -> told.event() instanceof OrderClaimed).toList();
    }

    private static long live(History history) {
        return history.orders().values().stream().flatMap(order -> order.state().sheet().roster().claims().stream())
                .filter(Claim::live).count();
    }

    private static long acknowledged(History history, Class<? extends Answer> sort) {
        return answers(history, sort).filter(Answer::acknowledged).count();
    }

    private static java.util.stream.Stream<Answer> answers(History history, Class<? extends Answer> sort) {
        return history.answers().stream().filter(sort::isInstance);
    }
}
