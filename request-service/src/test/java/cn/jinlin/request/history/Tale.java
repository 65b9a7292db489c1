package cn.jinlin.request.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.history.Answer.Call;
import cn.jinlin.request.history.Answer.Result.Acknowledged;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Hours;
import cn.jinlin.request.schedule.Schedule;
import cn.jinlin.request.terms.Terms;

/** Makes a history step by step with the real rules, a second between the steps; or against them, where a test wants that. */
final class Tale {
    private final Map<String, Versioned<ServiceOrder>> orders = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private Instant now = Samples.NOW;

    ServiceOrder order(String orderId) {
        return orders.get(orderId).state();
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant later) {
        now = later;
    }

    List<Told> told() {
        return told;
    }

    /** One commit: facts, and the state that follows. */
    void commit(ServiceOrder next, List<? extends RequestEvent> facts) {
        String id = next.orderId();
        facts.forEach(fact -> tell(id, fact));
        tell(id, Samples.told(next));
        orders.put(id, new Versioned<>(next, told.getLast().version()));
        now = now.plusSeconds(1);
    }

    private void tell(String orderId, RequestEvent event) {
        long version = told.stream().filter(one -> one.aggregateId().equals(orderId)).count() + 1;
        told.add(new Told(0, told.size(), orderId, orderId + "-" + version, version, now, event));
    }

    private void commit(Change<ServiceOrder, RequestEvent> change) {
        commit(change.state(), change.facts());
    }

    Call done() {
        return call(Answer.done());
    }

    Call call(Answer.Result result) {
        return new Call("key-" + answers.size(), now, now.plusMillis(500), result);
    }

    void answer(Answer answer) {
        answers.add(answer);
    }

    void post(String orderId, Terms terms) {
        answer(new Answer.Moved(orderId, OrderStatus.DRAFT, done()));
        commit(Samples.posted(orderId, terms), List.of());
        step(orderId, order -> order.publish(now), new Answer.Moved(orderId, OrderStatus.OPEN, done()));
    }

    void step(String orderId, Function<ServiceOrder, Change<ServiceOrder, RequestEvent>> step, Answer answer) {
        answer(answer);
        commit(step.apply(order(orderId)));
    }

    void claim(String orderId, String memberId) {
        claim(orderId, memberId, false);
    }

    /** By a member who was absent so often that an officer has to decide, and who does. */
    void claimAndConfirm(String orderId, String memberId) {
        claim(orderId, memberId, true);
        step(orderId, order -> order.decide(memberId, true, now), new Answer.Decided(orderId, memberId, true, done()));
        follow(orderId, memberId);
    }

    private void claim(String orderId, String memberId, boolean awaitsOfficer) {
        ServiceOrder order = order(orderId);
        HeldHour hour = new HeldHour(orderId + "-" + memberId, order.terms().startsAt(), order.terms().endsAt(), awaitsOfficer);
        Claimant who = Samples.neighbour(memberId);
        hold(memberId, orderId, hour);
        Change<ServiceOrder, RequestEvent> change = order.claim(who, 0, hour, now);
        var roster = change.state().sheet().roster();
        Optional<ClaimStatus> status = roster.of(memberId).map(claim -> claim.status());
        answer(new Answer.Claimed(orderId, memberId,
                call(new Acknowledged(status, roster.position(memberId), Optional.empty()))));
        commit(change);
        follow(orderId, memberId);
    }

    void hold(String memberId, String orderId, HeldHour hour) {
        schedules.put(memberId, Hours.pending(schedule(memberId), orderId, hour, now));
    }

    /** Lets the member's schedule hear of its claim. */
    void follow(String orderId, String memberId) {
        ServiceOrder order = order(orderId);
        var claim = order.sheet().roster().of(memberId).orElseThrow();
        schedules.put(memberId, Hours.read(schedule(memberId), Samples.hour(order, claim.token()),
                claim.live() && order.holdsHours() ? Hold.Standing.TAKEN : Hold.Standing.OVER, orders.get(orderId).version()));
    }

    /** Lets the member's schedule believe that a claim stands on this hold. */
    void read(String memberId, HeldHour hour) {
        schedules.put(memberId, Hours.read(schedule(memberId), hour, Hold.Standing.TAKEN, 1));
    }

    void release(String orderId, String memberId) {
        step(orderId, order -> order.release(memberId, "BY_MEMBER", now), new Answer.Released(orderId, memberId, done()));
        follow(orderId, memberId);
    }

    void checkIn(String orderId, String memberId) {
        step(orderId, order -> order.checkIn(Samples.called(memberId), now), new Answer.CheckedIn(orderId, memberId, done()));
    }

    void edit(String orderId, int places) {
        step(orderId, order -> order.edit(Samples.places(order.terms(), places), order.sheet().offers(), now),
                new Answer.Edited(orderId, OptionalInt.of(places), Optional.empty(), Optional.empty(), done()));
    }

    private Schedule schedule(String memberId) {
        return schedules.getOrDefault(memberId, Hours.none(memberId));
    }

    History history() {
        return new History(answers, orders, List.copyOf(schedules.values()), told, List.of(),
                List.of(new History.Views("orders", Map.of("a", "1"), Map.of("a", "1"))), Duration.ZERO);
    }
}
