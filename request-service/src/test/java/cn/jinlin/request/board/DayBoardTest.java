package cn.jinlin.request.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.terms.Terms;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.called;
import static cn.jinlin.request.order.Samples.neighbour;
import static org.assertj.core.api.Assertions.assertThat;

class DayBoardTest {
    private static final ServiceOrder OPEN = Samples.claimedBy(Samples.open(5), neighbour("anna"), neighbour("bing"),
            neighbour("chen"));

    private static List<String> members(List<DayBoard.Person> people) {
        return people.stream().map(DayBoard.Person::memberId).toList();
    }

    private static ServiceOrder needing(int min) {
        Terms old = Samples.terms(5, Audience.DISTRICT);
        return Samples.posted("needing", new Terms(old.compoundId(), old.location(), old.title(), old.description(),
                old.category(), old.startsAt(), old.endsAt(), new Capacity(min, 5), old.audience(), old.checkInRadiusMetres()))
                .publish(Samples.NOW).state();
    }

    @Test
    void showsEverybodyAsComingBeforeTheStart() {
        DayBoard board = DayBoard.of(List.of(OPEN), START.minusSeconds(1));
        assertThat(members(board.coming())).containsExactly("anna", "bing", "chen");
        assertThat(board.now()).isEmpty();
        assertThat(board.missing()).isEmpty();
    }

    @Test
    void showsWhoIsOnAndWhoIsMissingOnceItBegan() {
        Instant early = START.minus(Duration.ofMinutes(10));
        ServiceOrder some = OPEN.checkIn(called("anna"), early).state();
        assertThat(members(DayBoard.of(List.of(some), early).now())).containsExactly("anna");
        assertThat(members(DayBoard.of(List.of(some), early).coming())).containsExactly("bing", "chen");
        ServiceOrder begun = some.asOf(START).state().checkIn(called("bing"), START).state();
        ServiceOrder left = begun.checkOut("anna", START.plusSeconds(600)).state();
        DayBoard board = DayBoard.of(List.of(left), START.plusSeconds(700));
        assertThat(members(board.now())).containsExactly("bing");
        assertThat(members(board.missing())).containsExactly("chen");
        assertThat(board.coming()).isEmpty();
        assertThat(board.leaving()).isEmpty();
        assertThat(board.orders().getFirst().present()).isOne();
    }

    @Test
    void showsAsLeavingWhoseWorkIsOverWithinTheHour() {
        ServiceOrder begun = OPEN.asOf(START).state().checkIn(called("anna"), START).state();
        assertThat(DayBoard.of(List.of(begun), END.minus(Duration.ofMinutes(61))).leaving()).isEmpty();
        assertThat(members(DayBoard.of(List.of(begun), END.minus(Duration.ofMinutes(60))).leaving())).containsExactly("anna");
        assertThat(members(DayBoard.of(List.of(begun), END.plusSeconds(60)).leaving())).containsExactly("anna");
        assertThat(DayBoard.of(List.of(Samples.completed(begun)), END.plusSeconds(60)).now()).isEmpty();
    }

    @Test
    void showsAsAtRiskWhatLacksPeopleUntilItBegins() {
        ServiceOrder lacking = Samples.claimedBy(needing(3), neighbour("anna"), neighbour("bing"));
        assertThat(DayBoard.of(List.of(lacking, OPEN), Samples.NOW).atRisk()).singleElement()
                .satisfies(line -> assertThat(line.orderId()).isEqualTo("needing"));
        assertThat(DayBoard.of(List.of(Samples.claimedBy(lacking, neighbour("chen"))), Samples.NOW).atRisk()).isEmpty();
        assertThat(DayBoard.of(List.of(lacking), START).atRisk()).isEmpty();
    }

    @Test
    void letsTimePassEvenWhereNobodyHasWrittenIt() {
        DayBoard board = DayBoard.of(List.of(OPEN), START);
        assertThat(members(board.missing())).containsExactly("anna", "bing", "chen");
        assertThat(board.orders().getFirst().status().name()).isEqualTo("IN_PROGRESS");
    }
}
