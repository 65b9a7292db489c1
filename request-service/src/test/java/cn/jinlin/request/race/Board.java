package cn.jinlin.request.race;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.Answer.Call;
import cn.jinlin.request.history.Answer.Result.Acknowledged;
import cn.jinlin.request.order.Placing.Placed;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/** The commands of the races, each as the service carries it out, with its answer on record. */
final class Board {
    private final Race race;

    Board(Race race) {
        this.race = race;
    }

    /** A draft of an hour's work for everybody in the community. */
    String draft(int places, Instant start) {
        Terms terms = Samples.at(Samples.terms(places, Audience.COMMUNITY), start, start.plus(Duration.ofHours(1)));
        return post((ServiceOrder.Draft) Samples.posted(Ids.next(), terms));
    }

    private String post(ServiceOrder.Draft draft) {
        race.record().first(call -> new Answer.Moved(draft.orderId(), OrderStatus.DRAFT, call),
                () -> race.first().orders().post(Record.key(), draft));
        return draft.orderId();
    }

    String open(int places, Instant start) {
        return publish(draft(places, start), OrderStatus.OPEN);
    }

    private String publish(String id, OrderStatus to) {
        Instant now = race.first().now();
        race.record().first(call -> new Answer.Moved(id, to, call),
                () -> race.first().orders().change(id, Record.key(), now, current -> current.state().publish(now)));
        return id;
    }

    private void step(Instance by, String orderId, Function<Call, Answer> as,
            Function<Instant, Function<ServiceOrder, Change<ServiceOrder, RequestEvent>>> step) {
        Instant now = by.now();
        race.record().done(as, () -> by.orders().change(orderId, Record.key(), now,
                current -> step.apply(now).apply(current.state())));
    }

    /** Offered to a unit of which nobody claims, and that does not answer until the deadline. */
    String offered(int places, Instant deadline, Instant start) {
        Terms terms = Samples.at(Samples.terms(places, Audience.COMMUNITY), start, start.plus(Duration.ofHours(1)));
        Offers offers = new Offers(List.of(OrderOffer.of(Offeree.unit("unit"), places, deadline)));
        return publish(post(new ServiceOrder.Draft(Sheet.posted(Ids.next(), "number", Samples.COMMUNITY, "OFFICER", terms,
                offers))), OrderStatus.OFFERED);
    }

    /** Begun a minute early, with these members on its list; their hours are held by nobody. */
    String begun(int places, List<String> members) {
        return prepared(places, members, (order, now) -> new Change<>(order, List.of()));
    }

    /** Worked off and accepted, with everybody served. */
    String accepted(List<String> members) {
        String id = prepared(members.size(), members, (order, now) -> workedOff(order, members, now));
        race.record().first(call -> new Answer.Accepted(id, call), () -> {});
        members.forEach(member -> race.record().first(call -> new Answer.CheckedIn(id, member, call), () -> {}));
        return id;
    }

    private String prepared(int places, List<String> members,
            BiFunction<ServiceOrder, Instant, Change<ServiceOrder, RequestEvent>> more) {
        Instant now = race.first().now();
        String id = draft(places, now.plusSeconds(60));
        race.first().orders().change(id, Record.key(), now, current -> {
            List<RequestEvent> facts = new ArrayList<>();
            ServiceOrder order = current.state().publish(now).state();
            for (String member : members) {
                order = with(facts, order.claim(Samples.neighbour(member), 0, Samples.hour(order, member), now));
            }
            return new Change<>(with(facts, more.apply(order.asOf(order.terms().startsAt()).state(), now)), facts);
        });
        members.forEach(member -> race.record().first(call -> new Answer.Claimed(id, member, call), () -> {}));
        return id;
    }

    private static Change<ServiceOrder, RequestEvent> workedOff(ServiceOrder begun, List<String> members, Instant now) {
        List<RequestEvent> facts = new ArrayList<>();
        ServiceOrder order = begun;
        for (String member : members) {
            order = with(facts, order.checkIn(Samples.called(member), now));
        }
        Judgement[] served = members.stream().map(member -> Samples.served(member, 60)).toArray(Judgement[]::new);
        return new Change<>(with(facts, Samples.completed(order).accept(Samples.judging(served), now)), facts);
    }

    private static ServiceOrder with(List<RequestEvent> facts, Change<ServiceOrder, RequestEvent> step) {
        facts.addAll(step.facts());
        return step.state();
    }

    void lookForDueWork(Instance by) {
        race.record().passed();
        by.orders().passing(by.clock(), Duration.ofHours(1), id -> by.orders().letPass(id, by.now())).look();
    }

    void claim(Instance by, String orderId, String memberId) {
        race.record().said(call -> new Answer.Claimed(orderId, memberId, call), () -> {
            Placed placed = by.claims().claim(orderId, memberId, Record.key());
            return new Acknowledged(Optional.of(placed.status()), placed.position(), Optional.empty());
        });
    }

    void release(Instance by, String orderId, String memberId) {
        race.record().done(call -> new Answer.Released(orderId, memberId, call),
                () -> by.claims().release(orderId, memberId, Record.key()));
    }

    void cancel(Instance by, String orderId) {
        step(by, orderId, call -> new Answer.Moved(orderId, OrderStatus.CANCELLED, call),
                now -> order -> order.cancel("rain", now));
    }

    void edit(Instance by, String orderId, int places) {
        step(by, orderId, call -> new Answer.Edited(orderId, OptionalInt.of(places), Optional.empty(), Optional.empty(), call),
                now -> order -> order.edit(Samples.places(order.terms(), places), order.sheet().offers(), now));
    }

    void letPass(Instance by, String orderId) {
        race.record().passed();
        by.orders().letPass(orderId, by.now());
    }

    void checkIn(Instance by, String orderId, String memberId) {
        step(by, orderId, call -> new Answer.CheckedIn(orderId, memberId, call),
                now -> order -> order.checkIn(new Arrival(memberId, Optional.empty(), false, Optional.empty()), now));
    }

    void callRoll(Instance by, String orderId, String memberId) {
        race.record().done(call -> new Answer.CheckedIn(orderId, memberId, call),
                () -> by.rollCall().call(orderId, memberId, Record.key()));
    }

    void complete(Instance by, String orderId) {
        step(by, orderId, call -> new Answer.Moved(orderId, OrderStatus.COMPLETED, call), now -> order -> order
                .complete(new Completion("swept", List.of(), List.of(), "officer", now)));
    }

    /** Whoever was there when the officer looked has served an hour. */
    void accept(Instance by, String orderId) {
        Judgement[] served = by.orders().get(orderId).state().sheet().roster().claims().stream()
                .filter(claim -> claim.presence().isPresent()).map(claim -> Samples.served(claim.memberId(), 60))
                .toArray(Judgement[]::new);
        step(by, orderId, call -> new Answer.Accepted(orderId, call), now -> order -> order.accept(Samples.judging(served), now));
    }

    void scan(Instance by, String orderId, String memberId) {
        credit(by, orderId, memberId, (order, now) -> order.credit(Samples.scan(memberId,
                Optional.of(new ScannedCode(orderId, order.accepted().acceptanceId(), now.plusSeconds(60)))), now));
    }

    void creditByHand(Instance by, String orderId, String memberId) {
        credit(by, orderId, memberId, (order, now) -> order.creditByHand(Samples.byHand(memberId), now));
    }

    private void credit(Instance by, String orderId, String memberId,
            BiFunction<ServiceOrder, Instant, Change<ServiceOrder, RequestEvent>> credit) {
        Instant now = by.now();
        race.record().said(call -> new Answer.Credited(orderId, memberId, call), () -> {
            Optional<String> creditId = by.orders().change(orderId, Record.key(), now,
                    current -> credit.apply(current.state(), now)).state().sheet().roster().of(memberId)
                    .flatMap(Claim::creditId);
            return new Acknowledged(Optional.empty(), Optional.empty(), creditId);
        });
    }
}
