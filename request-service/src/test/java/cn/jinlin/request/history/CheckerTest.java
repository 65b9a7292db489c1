package cn.jinlin.request.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.history.Answer.Result.Acknowledged;
import cn.jinlin.request.history.Answer.Result.Refused;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Hours;
import cn.jinlin.request.schedule.Schedule;
import cn.jinlin.request.terms.Terms;

import static cn.jinlin.request.history.Invariant.CREDITED_TWICE;
import static cn.jinlin.request.history.Invariant.CREDIT_WITHOUT_ACCEPTANCE;
import static cn.jinlin.request.history.Invariant.EVENT_MISSING;
import static cn.jinlin.request.history.Invariant.EVENT_ORDER;
import static cn.jinlin.request.history.Invariant.HOLD_UNSETTLED;
import static cn.jinlin.request.history.Invariant.LOST_CHANGE;
import static cn.jinlin.request.history.Invariant.OVERLAP;
import static cn.jinlin.request.history.Invariant.OVER_CAPACITY;
import static cn.jinlin.request.history.Invariant.TWICE;
import static cn.jinlin.request.history.Invariant.UNASKED_CHANGE;
import static cn.jinlin.request.history.Invariant.VIEW_DIFFERS;
import static cn.jinlin.request.history.Invariant.WAITLIST_GAP;
import static org.assertj.core.api.Assertions.assertThat;

/** One good history, and for each invariant a copy that breaks it and nothing else. */
class CheckerTest {
    private static final Terms TERMS = Samples.terms(2, Audience.DISTRICT);
    /** Worked off to the credit; Ann gave her place to Cai. */
    private static final String DONE = "done";
    /** Open, with Ann and Dan on three places. */
    private static final String OPEN = "open";
    /** Later on the same day, with Ann, and with Kai by an officer's word. */
    private static final String LATER = "later";
    /** Two places for Eve and Ed; Fei and Gil wait. */
    private static final String SCARCE = "scarce";

    /** What all copies begin with. */
    private static Tale good() {
        Tale tale = new Tale();
        tale.post(DONE, TERMS);
        List.of("ann", "bob", "cai").forEach(member -> tale.claim(DONE, member));
        tale.release(DONE, "ann");
        tale.follow(DONE, "cai");
        tale.post(OPEN, Samples.places(TERMS, 2));
        tale.edit(OPEN, 3);
        List.of("ann", "dan").forEach(member -> tale.claim(OPEN, member));
        tale.post(LATER, Samples.at(TERMS, Samples.END.plusSeconds(60), Samples.END.plus(Duration.ofHours(3))));
        tale.claim(LATER, "ann");
        tale.claimAndConfirm(LATER, "kai");
        tale.post(SCARCE, TERMS);
        List.of("eve", "ed", "fei", "gil").forEach(member -> tale.claim(SCARCE, member));
        workOff(tale);
        return tale;
    }

    private static void workOff(Tale tale) {
        tale.moveTo(Samples.START);
        tale.step(DONE, order -> order.asOf(tale.now()), new Answer.Moved(DONE, OrderStatus.IN_PROGRESS, tale.done()));
        List.of("bob", "cai").forEach(member -> tale.checkIn(DONE, member));
        tale.step(DONE, order -> order.complete(new Completion("swept", List.of(), List.of(), "officer", tale.now())),
                new Answer.Moved(DONE, OrderStatus.COMPLETED, tale.done()));
        Judgement unsatisfactory = new Judgement("cai", ServiceVerdict.UNSATISFACTORY, 0);
        tale.step(DONE, order -> order.accept(Samples.judging(Samples.served("bob", 90), unsatisfactory), tale.now()),
                new Answer.Accepted(DONE, tale.done()));
        List.of("bob", "cai").forEach(member -> tale.follow(DONE, member));
        ScannedCode code = new ScannedCode(DONE, "acceptance", tale.now().plusSeconds(60));
        var credited = tale.order(DONE).credit(Samples.scan("bob", Optional.of(code)), tale.now());
        Optional<String> creditId = credited.state().sheet().roster().of("bob").flatMap(Claim::creditId);
        tale.step(DONE, _ -> credited, new Answer.Credited(DONE, "bob",
                tale.call(new Acknowledged(Optional.empty(), Optional.empty(), creditId))));
    }

    private static History goodHistory() {
        History history = good().history();
        List<Told> told = new ArrayList<>(history.told());
        Told again = told.get(4);
        Told unsent = told.removeLast();
        told.add(new Told(again.partition(), told.size() + 1, again.aggregateId(), again.eventId(), again.version(), again.at(),
                again.event()));
        return with(history, told, List.of(new Told(Told.UNSENT, 0, unsent.aggregateId(), unsent.eventId(), unsent.version(),
                unsent.at(), unsent.event())));
    }

    @Test
    void findsNothingInAGoodHistoryWithADuplicateAndAnUnsentEvent() {
        assertThat(Checker.check(goodHistory())).isEmpty();
    }

    /** A history that is wrong in one way. */
    private record Doctored(Invariant breaks, String how, History history) {
        @Override
        public String toString() {
            return breaks + " when " + how;
        }
    }

    @ParameterizedTest
    @MethodSource("doctored")
    void catchesTheDoctoredHistoryByThatInvariantAlone(Doctored doctored) {
        List<Violation> found = Checker.check(doctored.history());
        assertThat(found).isNotEmpty();
        assertThat(found).as("%s", found).extracting(Violation::invariant).containsOnly(doctored.breaks());
    }

    @Test
    void hasADoctoredHistoryForEachInvariant() {
        Set<Invariant> broken = doctored().map(Doctored::breaks)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
        assertThat(broken).containsExactly(Invariant.values());
    }

    static Stream<Doctored> doctored() {
        return Stream.of(
                new Doctored(OVER_CAPACITY, "an order had fewer places",
                        retermed(goodHistory(), OPEN, terms -> Samples.places(terms, 1), edited -> false)),
                new Doctored(OVERLAP, "two orders of one member were at the same hour",
                        retermed(goodHistory(), LATER, terms -> Samples.at(terms, Samples.START, Samples.END), edited -> true)),
                new Doctored(OVERLAP, "a claim was given up only after the next one at that hour", released(goodHistory(), DONE)),
                new Doctored(TWICE, "a member is on the roster twice", after(CheckerTest::claimAgain)),
                new Doctored(TWICE, "a claim was released that was not there", after(CheckerTest::releaseAgain)),
                new Doctored(WAITLIST_GAP, "the second was promoted", after(tale -> promote(tale, "gil"))),
                new Doctored(WAITLIST_GAP, "nobody was promoted", after(tale -> promote(tale, ""))),
                new Doctored(WAITLIST_GAP, "a member was told another position", reanswered(CheckerTest::secondInsteadOfFirst)),
                new Doctored(CREDIT_WITHOUT_ACCEPTANCE, "the officer said something else", retold(CheckerTest::unsatisfied)),
                new Doctored(CREDIT_WITHOUT_ACCEPTANCE, "the officer gave fewer minutes", retold(CheckerTest::fewerMinutes)),
                new Doctored(CREDITED_TWICE, "a member was credited again", after(CheckerTest::creditAgain)),
                new Doctored(LOST_CHANGE, "an acknowledged claim is nowhere", after(CheckerTest::claimInVain)),
                new Doctored(LOST_CHANGE, "an acknowledged order is nowhere", after(tale -> tale
                        .answer(new Answer.Moved("gone", OrderStatus.DRAFT, tale.done())))),
                new Doctored(LOST_CHANGE, "an acknowledged edit is nowhere", after(CheckerTest::editInVain)),
                new Doctored(LOST_CHANGE, "an acknowledged start is nowhere", after(tale -> tale
                        .answer(new Answer.Moved(OPEN, OrderStatus.IN_PROGRESS, tale.done())))),
                new Doctored(LOST_CHANGE, "a told claim is not in the document", forgotten(goodHistory())),
                new Doctored(LOST_CHANGE, "a state event counts wrong", retold(CheckerTest::miscounted)),
                new Doctored(UNASKED_CHANGE, "a refused release happened", reanswered(CheckerTest::refusedRelease)),
                new Doctored(UNASKED_CHANGE, "a refused claim was confirmed", reanswered(CheckerTest::refusedConfirmation)),
                new Doctored(EVENT_MISSING, "an event is not in the topic", without(goodHistory(), DONE + "-7")),
                new Doctored(EVENT_MISSING, "the last commit told nothing", newer(goodHistory(), OPEN)),
                new Doctored(EVENT_ORDER, "two events changed places", swapped(goodHistory(), 1, 2)),
                new Doctored(EVENT_ORDER, "a version has two events", twoOfAVersion(goodHistory())),
                new Doctored(EVENT_ORDER, "a duplicate says something else", otherDuplicate(goodHistory())),
                new Doctored(VIEW_DIFFERS, "a served view lacks a document",
                        otherView(goodHistory(), Map.of("a", "1", "b", "2"))),
                new Doctored(VIEW_DIFFERS, "a document is another", otherView(goodHistory(), Map.of("a", "2"))),
                new Doctored(HOLD_UNSETTLED, "a hold was never settled", after(CheckerTest::leaveHold)),
                new Doctored(HOLD_UNSETTLED, "a hold is taken by no claim", after(CheckerTest::takeHoldWithoutClaim)),
                new Doctored(HOLD_UNSETTLED, "a live claim has no hold", withoutSchedule(goodHistory(), "dan")));
    }

    private static History after(Consumer<Tale> more) {
        Tale tale = good();
        more.accept(tale);
        return tale.history();
    }

    private static void claimAgain(Tale tale) {
        ServiceOrder order = Samples.twice(tale.order(OPEN), "dan");
        tale.answer(new Answer.Claimed(OPEN, "dan", tale.done()));
        tale.commit(order, List.of(new OrderClaimed(OPEN, Samples.COMMUNITY, "dan", Optional.empty(), ClaimStatus.CLAIMED, 0,
                tale.now())));
    }

    private static void releaseAgain(Tale tale) {
        tale.answer(new Answer.Released(DONE, "ann", tale.done()));
        tale.commit(tale.order(DONE), List.of(new ClaimReleased(DONE, Samples.COMMUNITY, "ann", "BY_MEMBER", tale.now())));
    }

    private static void promote(Tale tale, String promoted) {
        ServiceOrder order = Samples.forced(tale.order(SCARCE), "eve", ClaimStatus.RELEASED);
        List<RequestEvent> facts = new ArrayList<>();
        facts.add(new ClaimReleased(SCARCE, Samples.COMMUNITY, "eve", "BY_MEMBER", tale.now()));
        if (!promoted.isEmpty()) {
            order = Samples.forced(order, promoted, ClaimStatus.CLAIMED);
            facts.add(new ClaimPromoted(SCARCE, Samples.COMMUNITY, promoted, tale.now()));
        }
        tale.answer(new Answer.Released(SCARCE, "eve", tale.done()));
        tale.commit(order, facts);
        tale.follow(SCARCE, "eve");
    }

    private static void creditAgain(Tale tale) {
        MemberCredited once = tale.told().stream().map(Told::event).filter(MemberCredited.class::isInstance)
                .map(MemberCredited.class::cast).findFirst().orElseThrow();
        tale.answer(new Answer.Credited(DONE, "bob", tale.done()));
        tale.commit(tale.order(DONE), List.of(once));
    }

    private static void claimInVain(Tale tale) {
        tale.answer(new Answer.Claimed(OPEN, "hua", tale.done()));
    }

    private static void editInVain(Tale tale) {
        tale.answer(new Answer.Edited(OPEN, OptionalInt.of(9), Optional.empty(), Optional.empty(), tale.done()));
    }

    private static void leaveHold(Tale tale) {
        tale.hold("hua", OPEN, Samples.hour(tale.order(OPEN), "left"));
    }

    private static void takeHoldWithoutClaim(Tale tale) {
        HeldHour hour = Samples.hour(tale.order(OPEN), "left");
        tale.hold("ivy", OPEN, hour);
        tale.read("ivy", hour);
    }

    private static Answer secondInsteadOfFirst(Answer answer) {
        return answer instanceof Answer.Claimed claimed && claimed.orderId().equals(SCARCE) && claimed.memberId().equals("fei")
                ? new Answer.Claimed(SCARCE, "fei", called(answer,
                        new Acknowledged(Optional.of(ClaimStatus.WAITLISTED), Optional.of(2), Optional.empty())))
                : answer;
    }

    private static Answer refusedRelease(Answer answer) {
        return answer instanceof Answer.Released released
                ? new Answer.Released(released.orderId(), released.memberId(), called(answer, new Refused("RELEASE_CLOSED")))
                : answer;
    }

    private static Answer refusedConfirmation(Answer answer) {
        return answer instanceof Answer.Decided decided
                ? new Answer.Decided(decided.orderId(), decided.memberId(), true, called(answer, new Refused("CLAIMING_CLOSED")))
                : answer;
    }

    private static Answer.Call called(Answer answer, Answer.Result result) {
        return new Answer.Call(answer.call().key(), answer.call().began(), answer.call().ended(), result);
    }

    private static RequestEvent unsatisfied(Told told) {
        return judged(told, new ServiceResult("bob", ServiceVerdict.UNSATISFACTORY, 0));
    }

    private static RequestEvent fewerMinutes(Told told) {
        return judged(told, new ServiceResult("bob", ServiceVerdict.SERVED, 89));
    }

    private static RequestEvent judged(Told told, ServiceResult bob) {
        return told.event() instanceof OrderAccepted accepted
                ? new OrderAccepted(accepted.orderId(), accepted.communityId(),
                        List.of(new ServiceResult("cai", ServiceVerdict.UNSATISFACTORY, 0), bob), accepted.outcomes(),
                        accepted.at())
                : told.event();
    }

    private static RequestEvent miscounted(Told told) {
        return told.event() instanceof OrderChanged state && told.eventId().equals(OPEN + "-5")
                ? counted(state, 2)
                : told.event();
    }

    private static OrderChanged counted(OrderChanged state, int claimed) {
        return new OrderChanged(state.orderId(), state.number(), state.communityId(), state.compoundId(), state.title(),
                state.category(), state.startsAt(), state.endsAt(), state.capacity(), state.audience(), state.stage(),
                state.status(), state.source(), claimed, state.waitlisted(), state.offers(), state.outcomes());
    }

    private static History retold(Function<Told, RequestEvent> change) {
        History history = goodHistory();
        return with(history, told(history.told(), change), told(history.unsent(), change));
    }

    private static List<Told> told(List<Told> all, Function<Told, RequestEvent> change) {
        return all.stream().map(told -> new Told(told.partition(), told.offset(), told.aggregateId(), told.eventId(),
                told.version(), told.at(), change.apply(told))).toList();
    }

    private static History reanswered(UnaryOperator<Answer> change) {
        History history = goodHistory();
        return new History(history.answers().stream().map(change).toList(), history.orders(), history.schedules(),
                history.told(), history.unsent(), history.views(), history.skew());
    }

    /** The order had these terms all along. */
    private static History retermed(History history, String orderId, UnaryOperator<Terms> change,
            Predicate<Answer> keepEdits) {
        Versioned<ServiceOrder> order = history.orders().get(orderId);
        Terms terms = change.apply(order.state().terms());
        Function<Told, RequestEvent> retell = told -> told.event() instanceof OrderChanged state
                && state.orderId().equals(orderId) ? termed(state, terms) : told.event();
        Map<String, Versioned<ServiceOrder>> orders = new HashMap<>(history.orders());
        orders.put(orderId, new Versioned<>(Samples.forced(order.state(), terms), order.version()));
        List<Answer> answers = history.answers().stream()
                .filter(answer -> !(answer instanceof Answer.Edited) || keepEdits.test(answer)).toList();
        return new History(answers, orders, rehoured(history, orderId, terms), told(history.told(), retell),
                told(history.unsent(), retell), history.views(), history.skew());
    }

    private static OrderChanged termed(OrderChanged state, Terms terms) {
        return new OrderChanged(state.orderId(), state.number(), state.communityId(), state.compoundId(), state.title(),
                state.category(), terms.startsAt(), terms.endsAt(), new Capacity(1, terms.capacity().max()), state.audience(),
                state.stage(), state.status(), state.source(), state.claimed(), state.waitlisted(), state.offers(),
                state.outcomes());
    }

    private static List<Schedule> rehoured(History history, String orderId, Terms terms) {
        return history.schedules().stream().map(schedule -> schedule.on(orderId)
                .filter(hold -> hold.standing() == Hold.Standing.TAKEN)
                .map(hold -> Hours.read(schedule, new HeldHour(hold.token(), terms.startsAt(), terms.endsAt()),
                        Hold.Standing.TAKEN, 1_000))
                .orElse(schedule)).toList();
    }

    private static History forgotten(History history) {
        Versioned<ServiceOrder> order = history.orders().get(OPEN);
        Map<String, Versioned<ServiceOrder>> orders = new HashMap<>(history.orders());
        orders.put(OPEN, new Versioned<>(Samples.forced(order.state(), "dan", ClaimStatus.RELEASED), order.version()));
        return withoutSchedule(new History(history.answers(), orders, history.schedules(), history.told(), history.unsent(),
                history.views(), history.skew()), "dan");
    }

    private static History newer(History history, String orderId) {
        Versioned<ServiceOrder> order = history.orders().get(orderId);
        Map<String, Versioned<ServiceOrder>> orders = new HashMap<>(history.orders());
        orders.put(orderId, new Versioned<>(order.state(), order.version() + 1));
        return new History(history.answers(), orders, history.schedules(), history.told(), history.unsent(), history.views(),
                history.skew());
    }

    private static History released(History history, String orderId) {
        return with(history, history.told().stream()
                .map(told -> told.event() instanceof ClaimReleased && told.aggregateId().equals(orderId)
                        ? new Told(told.partition(), told.offset(), orderId, told.eventId(), told.version(), Samples.END,
                                told.event())
                        : told)
                .toList(), history.unsent());
    }

    private static History without(History history, String eventId) {
        return with(history, history.told().stream().filter(told -> !told.eventId().equals(eventId)).toList(), history.unsent());
    }

    private static History swapped(History history, int one, int other) {
        List<Told> told = new ArrayList<>(history.told());
        told.set(one, moved(history.told().get(one), other));
        told.set(other, moved(history.told().get(other), one));
        return with(history, told, history.unsent());
    }

    private static Told moved(Told told, long offset) {
        return new Told(told.partition(), offset, told.aggregateId(), told.eventId(), told.version(), told.at(), told.event());
    }

    private static History twoOfAVersion(History history) {
        Told first = history.told().getFirst();
        return plus(history, new Told(0, 1_000, first.aggregateId(), "another", first.version(), first.at(), first.event()));
    }

    private static History otherDuplicate(History history) {
        Told first = history.told().getFirst();
        return plus(history, new Told(0, 1_000, first.aggregateId(), first.eventId(), first.version(), Instant.EPOCH,
                counted((OrderChanged) first.event(), 7)));
    }

    private static History plus(History history, Told more) {
        List<Told> told = new ArrayList<>(history.told());
        told.add(more);
        return with(history, told, history.unsent());
    }

    private static History otherView(History history, Map<String, String> rebuilt) {
        return new History(history.answers(), history.orders(), history.schedules(), history.told(), history.unsent(),
                List.of(new History.Views("orders", Map.of("a", "1"), rebuilt)), history.skew());
    }

    private static History withoutSchedule(History history, String memberId) {
        return new History(history.answers(), history.orders(),
                history.schedules().stream().filter(schedule -> !schedule.memberId().equals(memberId)).toList(), history.told(),
                history.unsent(), history.views(), history.skew());
    }

    private static History with(History history, List<Told> told, List<Told> unsent) {
        return new History(history.answers(), history.orders(), history.schedules(), told, unsent, history.views(),
                history.skew());
    }
}
