package cn.jinlin.request.order;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.terms.OfferAnswer;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every command comes to in every state. In each of them Ann and Dan have a place, Bob waits for an officer's word and
 * Cai has nothing, as far as the state allows; Dan is there once the work began.
 */
class TransitionsTest {
    private static final Duration BEFORE = Duration.ofMinutes(30);

    /** One cell for each state, in the order of {@link OrderStatus}: the state that follows, or the refusal. */
    private record Row(String command, Function<ServiceOrder, Change<ServiceOrder, RequestEvent>> run, List<String> cells) {
        Row(String command, Function<ServiceOrder, Change<ServiceOrder, RequestEvent>> run, String cells) {
            this(command, run, List.of(cells.trim().split("\\s+")));
        }
    }

    private static final List<Row> MATRIX = List.of(
            new Row("publish", order -> order.publish(NOW), """
                    OPEN NOT_A_DRAFT NOT_A_DRAFT NOT_A_DRAFT NOT_A_DRAFT
                    NOT_A_DRAFT NOT_A_DRAFT NOT_A_DRAFT NOT_A_DRAFT NOT_A_DRAFT"""),
            new Row("edit", order -> order.edit(Samples.places(order.terms(), 5), order.sheet().offers(), NOW), """
                    DRAFT OFFERED OPEN NOT_EDITABLE NOT_EDITABLE
                    NOT_EDITABLE NOT_EDITABLE NOT_EDITABLE NOT_EDITABLE NOT_EDITABLE"""),
            new Row("respond", order -> order.respond("law", new OfferAnswer.Accept(Optional.empty()), NOW), """
                    OFFER_CLOSED OPEN OFFER_CLOSED OFFER_CLOSED OFFER_CLOSED
                    OFFER_CLOSED OFFER_CLOSED OFFER_CLOSED OFFER_CLOSED OFFER_CLOSED"""),
            new Row("cancel", order -> order.cancel("rain", NOW), """
                    CANCELLED CANCELLED CANCELLED NOT_CANCELLABLE NOT_CANCELLABLE
                    NOT_CANCELLABLE NOT_CANCELLABLE NOT_CANCELLABLE NOT_CANCELLABLE NOT_CANCELLABLE"""),
            new Row("claim", order -> Samples.claim(order, taxMember("cai")), """
                    CLAIMING_CLOSED OFFERED OPEN CLAIMING_CLOSED CLAIMING_CLOSED
                    CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED"""),
            new Row("assign", order -> order.assign(List.of(taxMember("cai")), member -> Samples.hour(order, member), NOW), """
                    CLAIMING_CLOSED OFFERED OPEN CLAIMING_CLOSED CLAIMING_CLOSED
                    CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED"""),
            new Row("decide", order -> order.decide("bob", true, NOW), """
                    CLAIMING_CLOSED OFFERED OPEN CLAIMING_CLOSED CLAIMING_CLOSED
                    CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED CLAIMING_CLOSED"""),
            new Row("release", order -> order.release("ann", "BY_MEMBER", NOW), """
                    RELEASE_CLOSED OFFERED OPEN RELEASE_CLOSED RELEASE_CLOSED
                    RELEASE_CLOSED RELEASE_CLOSED RELEASE_CLOSED RELEASE_CLOSED RELEASE_CLOSED"""),
            new Row("checkIn", order -> order.checkIn(Samples.self("ann"), START.minus(BEFORE)), """
                    CHECK_IN_CLOSED OFFERED OPEN IN_PROGRESS CHECK_IN_CLOSED
                    CHECK_IN_CLOSED CHECK_IN_CLOSED CHECK_IN_CLOSED CHECK_IN_CLOSED CHECK_IN_CLOSED"""),
            new Row("checkOut", order -> order.checkOut("dan", END), """
                    NOT_IN_PROGRESS NOT_CHECKED_IN NOT_CHECKED_IN IN_PROGRESS NOT_IN_PROGRESS
                    NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS"""),
            new Row("complete", order -> order.complete(new Completion("done", List.of(), List.of(), "officer", END)), """
                    NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS COMPLETED NOT_IN_PROGRESS
                    COMPLETED NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS NOT_IN_PROGRESS"""),
            new Row("accept", order -> order.accept(Samples.judging(Samples.served("dan", 60)), END), """
                    NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED ACCEPTED
                    NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED"""),
            new Row("sendBack", order -> order.sendBack(Samples.judging()), """
                    NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED REWORK
                    NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED NOT_COMPLETED"""),
            new Row("reopen", order -> order.reopen("not clean", END), """
                    NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED
                    NOT_ACCEPTED REWORK REOPENING_CLOSED NOT_ACCEPTED NOT_ACCEPTED"""),
            new Row("credit", order -> order.credit(Samples.scan("dan", Samples.code(END.plusSeconds(60))), END), """
                    NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED
                    NOT_ACCEPTED ACCEPTED CLOSED NOT_ACCEPTED NOT_ACCEPTED"""),
            new Row("creditByHand", order -> order.creditByHand(Samples.byHand("dan"), END), """
                    NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED NOT_ACCEPTED
                    NOT_ACCEPTED ACCEPTED CLOSED NOT_ACCEPTED NOT_ACCEPTED"""),
            new Row("follow", order -> order.follow(order.terms(), order.sheet().offers()), """
                    DRAFT OFFERED OPEN IN_PROGRESS COMPLETED REWORK ACCEPTED CLOSED CANCELLED EXPIRED"""),
            new Row("withdraw", order -> order.withdraw("SERIES_ENDED", NOW), """
                    DRAFT OFFERED OPEN IN_PROGRESS COMPLETED REWORK ACCEPTED CLOSED CANCELLED EXPIRED"""),
            new Row("fence", order -> order.fence("stalled"), """
                    DRAFT OFFERED OPEN IN_PROGRESS COMPLETED REWORK ACCEPTED CLOSED CANCELLED EXPIRED"""),
            new Row("due", order -> order.due(order.dueAt().orElse(END)), """
                    EXPIRED OPEN IN_PROGRESS IN_PROGRESS COMPLETED REWORK CLOSED CLOSED CANCELLED EXPIRED"""),
            new Row("asOf", order -> order.asOf(START), """
                    EXPIRED IN_PROGRESS IN_PROGRESS IN_PROGRESS COMPLETED REWORK ACCEPTED CLOSED CANCELLED EXPIRED"""));

    private static Claimant taxMember(String memberId) {
        return Samples.partner(memberId, "tax");
    }

    /** Ann and Dan claim, and Bob, who was absent too often. */
    private static ServiceOrder claimed(ServiceOrder order) {
        ServiceOrder next = Samples.claimedBy(order, taxMember("ann"), taxMember("dan"));
        HeldHour doubtful = new HeldHour("token-bob", START, END, true);
        return next.claim(taxMember("bob"), 0, doubtful, NOW).state();
    }

    static Map<OrderStatus, ServiceOrder> everyState() {
        ServiceOrder offered = Samples.accepted(
                Samples.draft(6, Audience.DISTRICT, Samples.offer("tax", 4), Samples.offer("law", 1)).publish(NOW).state(),
                "tax");
        ServiceOrder open = claimed(Samples.open(4));
        ServiceOrder begun = Samples.inProgress(open).checkIn(Samples.called("dan"), START).state();
        ServiceOrder completed = Samples.completed(begun);
        ServiceOrder accepted = completed.accept(Samples.judging(Samples.served("dan", 60)), END).state();
        Map<OrderStatus, ServiceOrder> states = new EnumMap<>(OrderStatus.class);
        Stream.of(Samples.draft(4, Audience.DISTRICT), claimed(offered), open, begun, completed,
                completed.sendBack(Samples.judging()).state(), accepted, accepted.due(accepted.dueAt().orElseThrow()).state(),
                open.cancel("rain", NOW).state(), Samples.draft(4, Audience.DISTRICT).asOf(START).state())
                .forEach(order -> states.put(order.status(), order));
        return states;
    }

    private record Cell(Row row, ServiceOrder order, String expected) {
        @Override
        public String toString() {
            return row.command() + " in " + order.status() + " comes to " + expected;
        }
    }

    static Stream<Cell> cells() {
        Map<OrderStatus, ServiceOrder> states = everyState();
        return MATRIX.stream().flatMap(row -> Arrays.stream(OrderStatus.values())
                .map(status -> new Cell(row, states.get(status), row.cells().get(status.ordinal()))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void leadsToThatStateOrIsRefusedByThatName(Cell cell) {
        assertThat(cameTo(cell)).isEqualTo(cell.expected());
    }

    private static String cameTo(Cell cell) {
        try {
            return cell.row().run().apply(cell.order()).state().status().name();
        } catch (Refused refused) {
            return refused.refusal().name();
        }
    }

    @Test
    void hasACellForEveryCommandInEveryState() {
        assertThat(MATRIX).allSatisfy(row -> assertThat(row.cells()).as(row.command()).hasSize(OrderStatus.values().length));
        assertThat(MATRIX).extracting(Row::command).containsExactlyInAnyOrderElementsOf(commands());
        assertThat(everyState().keySet()).containsExactly(OrderStatus.values());
        assertThat(everyState().values()).extracting(order -> (Object) order.getClass())
                .containsExactlyInAnyOrderElementsOf(states(ServiceOrder.class));
    }

    private static List<String> commands() {
        return Arrays.stream(ServiceOrder.class.getDeclaredMethods()).filter(method -> method.getReturnType() == Change.class)
                .map(Method::getName).distinct().toList();
    }

    private static List<Class<?>> states(Class<?> sealed) {
        List<Class<?>> states = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            states.addAll(permitted.isSealed() ? states(permitted) : List.of(permitted));
        }
        return states;
    }
}
