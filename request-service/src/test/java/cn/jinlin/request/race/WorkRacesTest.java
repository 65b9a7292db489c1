package cn.jinlin.request.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.History;
import cn.jinlin.request.roster.Claim;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows the claims: check-ins, acceptance, credits, and time itself; 10,000 commands a pair. */
class WorkRacesTest {
    private static final Duration SOON = Race.AHEAD.multipliedBy(2);

    /** Some come by themselves, some are called, some walk in, and late ones still want to claim while it is accepted. */
    @Test
    void judgesEverybodyWhoCameWhenCheckInsMeetTheAcceptance() {
        History history = Race.run("check-in and claim with acceptance", (race, board) -> {
            List<String> members = race.members(8);
            String order = board.begun(10, members.subList(0, 4));
            List<Consumer<Instance>> round = new ArrayList<>();
            members.subList(0, 4).forEach(member -> round.add(by -> board.checkIn(by, order, member)));
            members.subList(2, 7).forEach(member -> round.add(by -> board.callRoll(by, order, member)));
            members.subList(5, 8).forEach(member -> round.add(by -> board.claim(by, order, member)));
            for (String late : race.members(2)) {
                round.add(by -> {
                    board.callRoll(by, order, late);
                    board.complete(by, order);
                    board.accept(by, order);
                    board.accept(by, order);
                });
            }
            return round;
        });
        assertThat(history.orders().values()).allMatch(order -> order.state().status() == OrderStatus.ACCEPTED);
        long came = history.answers().stream().filter(answer -> answer instanceof Answer.CheckedIn && answer.acknowledged())
                .count();
        assertThat(claims(history, ClaimStatus.SERVED)).isEqualTo(came);
    }

    @Test
    void creditsEverybodyOnceWhenScansMeetScans() {
        History history = Race.run("scan with scan", (race, board) -> {
            List<String> members = race.members(10);
            String order = board.accepted(members);
            List<Consumer<Instance>> round = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                members.forEach(member -> round.add(by -> board.scan(by, order, member)));
            }
            members.forEach(member -> round.add(by -> board.creditByHand(by, order, member)));
            return round;
        });
        assertThat(claims(history, ClaimStatus.CREDITED)).isEqualTo(10L * history.orders().size())
                .isEqualTo(history.answers().stream().filter(answer -> answer instanceof Answer.Credited && answer.acknowledged())
                        .count());
    }

    /** Starts, lapses of offers and expiries; whoever comes second finds nothing due. */
    @Test
    void letsTimePassOnceWhenDueWorkMeetsDueWork() {
        Map<String, OrderStatus> expected = new ConcurrentHashMap<>();
        Map<String, Long> before = new ConcurrentHashMap<>();
        History history = Race.runInTurn("due work with due work", (race, board) -> {
            List<String> orders = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                orders.add(board.draft(2, race.in(SOON)));
                expected.put(orders.getLast(), OrderStatus.EXPIRED);
                orders.add(board.open(2, race.in(SOON)));
                expected.put(orders.getLast(), OrderStatus.IN_PROGRESS);
                orders.add(board.offered(2, race.in(SOON), race.in(Duration.ofDays(1))));
                expected.put(orders.getLast(), OrderStatus.OPEN);
            }
            orders.forEach(order -> before.put(order, race.first().orders().get(order).version()));
            race.first().move(SOON);
            race.second().move(SOON);
            List<Consumer<Instance>> round = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                orders.forEach(order -> round.add(by -> board.letPass(by, order)));
            }
            round.add(board::lookForDueWork);
            round.add(board::lookForDueWork);
            return round;
        });
        history.orders().forEach((id, order) -> {
            assertThat(order.state().status()).isEqualTo(expected.get(id));
            assertThat(order.version()).isEqualTo(before.get(id) + 1);
        });
    }

    private static long claims(History history, ClaimStatus status) {
        return history.orders().values().stream().flatMap(order -> order.state().sheet().roster().claims().stream())
                .map(Claim::status).filter(status::equals).count();
    }
}
