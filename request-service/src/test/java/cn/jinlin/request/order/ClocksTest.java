package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offers;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Processes whose clocks differ by seconds: what the faster one has moved on, the slower one leaves where it is. */
class ClocksTest {
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Instant DEADLINE = NOW.plus(Duration.ofDays(1));

    private static Instant slow(Instant fast) {
        return fast.minus(SLOW);
    }

    static Stream<ServiceOrder> orders() {
        ServiceOrder offered = Samples.draft(4, Audience.DISTRICT, offer("tax", 2), offer("law", 1)).publish(NOW).state();
        return Stream.concat(TransitionsTest.everyState().values().stream(), Stream.of(offered,
                Samples.accepted(offered, "tax"), Samples.accepted(offered, "tax").asOf(DEADLINE).state()));
    }

    /** Everything that time does to an order, and the seconds around it. */
    private static List<Instant> moments(ServiceOrder order) {
        List<Instant> moments = new ArrayList<>();
        ServiceOrder next = order;
        for (Optional<Instant> due = next.dueAt(); due.isPresent(); due = next.dueAt()) {
            moments.addAll(List.of(slow(due.get()), due.get(), due.get().plus(SLOW)));
            next = next.due(due.get()).state();
        }
        return moments;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void makesNoDifferenceInHowManyStepsAndByWhichClocksTimePasses(ServiceOrder order) {
        for (Instant first : moments(order)) {
            for (Instant second : moments(order)) {
                Instant latest = first.isAfter(second) ? first : second;
                assertThat(order.asOf(first).state().asOf(second).state()).isEqualTo(order.asOf(latest).state());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void findsNothingDueThatAFasterClockHasSettled(ServiceOrder order) {
        for (Instant moment : moments(order)) {
            ServiceOrder moved = order.asOf(moment).state();
            assertThat(moved.asOf(slow(moment)).facts()).isEmpty();
            assertThat(moved.asOf(slow(moment)).state()).isEqualTo(moved);
        }
    }

    @Test
    void refusesAClaimByASlowClockOnceAFasterOneBegan() {
        ServiceOrder begun = Samples.inProgress(Samples.claimedBy(Samples.open(3), neighbour("ann")));
        Instant slow = slow(START);
        assertThat(refusal(() -> begun.asOf(slow).state().claim(neighbour("bob"), 0, Samples.hour(begun, "t"), slow)))
                .isEqualTo("CLAIMING_CLOSED");
        assertThat(refusal(() -> begun.release("ann", "BY_MEMBER", slow))).isEqualTo("RELEASE_CLOSED");
        assertThat(refusal(() -> begun.edit(Samples.places(begun.terms(), 9), Offers.NONE, slow))).isEqualTo("NOT_EDITABLE");
    }

    /** Each process keeps to its own clock; whatever it took stands. */
    @Test
    void refusesAClaimByAFastClockThatASlowOneStillTakes() {
        ServiceOrder open = Samples.open(3);
        assertThat(refusal(() -> open.claim(neighbour("bob"), 0, Samples.hour(open, "t"), START))).isEqualTo("CLAIMING_CLOSED");
        assertThat(Samples.standing(open.claim(neighbour("bob"), 0, Samples.hour(open, "t"), slow(START)).state(), "bob"))
                .isEqualTo("CLAIMED");
    }

    @Test
    void refusesAnAnswerByASlowClockOnceAFasterOneLetTheOfferLapse() {
        ServiceOrder lapsed = Samples.draft(4, Audience.DISTRICT, offer("tax", 2)).publish(NOW).state().asOf(DEADLINE).state();
        assertThat(lapsed.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(refusal(() -> lapsed.respond("tax", new OfferAnswer.Accept(Optional.empty()), slow(DEADLINE))))
                .isEqualTo("OFFER_CLOSED");
    }

    @Test
    void takesACheckInByASlowClockOnceAFasterOneBegan() {
        ServiceOrder begun = Samples.inProgress(Samples.claimedBy(Samples.open(1), neighbour("ann")));
        assertThat(Samples.standing(begun.checkIn(Samples.self("ann"), slow(START)).state(), "ann")).isEqualTo("CHECKED_IN");
    }

    @Test
    void creditsByASlowClockWhatAFasterOneAccepted() {
        ServiceOrder done = Samples.completed(Samples.inProgress(Samples.claimedBy(Samples.open(1), neighbour("ann")))
                .checkIn(Samples.self("ann"), START).state());
        ServiceOrder accepted = done.accept(Samples.judging(Samples.served("ann", 60)), END).state();
        assertThat(Samples.standing(accepted.credit(Samples.scan("ann", Samples.code(END.plusSeconds(60))), slow(END)).state(),
                "ann")).isEqualTo("CREDITED");
        assertThat(accepted.asOf(slow(END)).state()).isEqualTo(accepted);
    }
}
