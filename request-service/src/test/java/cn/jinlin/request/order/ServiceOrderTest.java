package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.StateJson;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.OrderOffer;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.completed;
import static cn.jinlin.request.order.Samples.draft;
import static cn.jinlin.request.order.Samples.inProgress;
import static cn.jinlin.request.order.Samples.judging;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.partner;
import static cn.jinlin.request.order.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceOrderTest {
    private static final OfferAnswer ALL = new OfferAnswer.Accept(Optional.empty());
    private static final OfferAnswer NO = new OfferAnswer.Decline(Optional.of("busy"));

    private static Map<OrderStatus, ServiceOrder> everyState() {
        ServiceOrder done = completed(inProgress(open(2)));
        ServiceOrder accepted = done.accept(judging(), END).state();
        Map<OrderStatus, ServiceOrder> states = new TreeMap<>();
        for (ServiceOrder order : List.of(draft(2, Audience.DISTRICT),
                draft(2, Audience.DISTRICT, offer("tax", 2)).publish(NOW).state(), open(2), inProgress(open(2)), done,
                done.sendBack(judging()).state(), accepted, accepted.asOf(END.plus(Duration.ofDays(14))).state(),
                open(2).cancel("rain", NOW).state(), draft(2, Audience.DISTRICT).asOf(START).state())) {
            states.put(order.status(), order);
        }
        return states;
    }

    /** The statuses in which a call is not refused by this code. */
    private static List<OrderStatus> allows(String code, java.util.function.Consumer<ServiceOrder> call) {
        return everyState().values().stream().filter(order -> !refusal(() -> call.accept(order)).equals(code))
                .map(ServiceOrder::status).toList();
    }

    @Test
    void hasAStateForEveryStatus() {
        assertThat(everyState().keySet()).containsExactly(OrderStatus.values());
    }

    @Test
    void refusesEveryTransitionThatAStateDoesNotHave() {
        assertThat(allows("NOT_A_DRAFT", order -> order.publish(NOW))).containsExactly(OrderStatus.DRAFT);
        assertThat(allows("NOT_EDITABLE", order -> order.edit(order.terms(), order.sheet().offers(), NOW)))
                .containsExactly(OrderStatus.DRAFT, OrderStatus.OFFERED, OrderStatus.OPEN);
        assertThat(allows("OFFER_CLOSED", order -> order.respond("tax", ALL, NOW))).containsExactly(OrderStatus.OFFERED);
        assertThat(allows("NOT_CANCELLABLE", order -> order.cancel("rain", NOW))).containsExactly(OrderStatus.DRAFT,
                OrderStatus.OFFERED, OrderStatus.OPEN, OrderStatus.IN_PROGRESS);
        assertThat(allows("CLAIMING_CLOSED", order -> order.admit(neighbour("anna"), NOW))).containsExactly(OrderStatus.OFFERED,
                OrderStatus.OPEN);
        assertThat(allows("RELEASE_CLOSED", order -> releaseQuietly(order))).containsExactly(OrderStatus.OFFERED,
                OrderStatus.OPEN);
        assertThat(allows("CHECK_IN_CLOSED", order -> order.checkIn(Samples.called("anna"), START)))
                .containsExactly(OrderStatus.OFFERED, OrderStatus.OPEN, OrderStatus.IN_PROGRESS);
        assertThat(allows("NOT_IN_PROGRESS", order -> completed(order))).containsExactly(OrderStatus.IN_PROGRESS,
                OrderStatus.REWORK);
        assertThat(allows("NOT_COMPLETED", order -> order.accept(judging(), END))).containsExactly(OrderStatus.COMPLETED);
        assertThat(allows("NOT_COMPLETED", order -> order.sendBack(judging()))).containsExactly(OrderStatus.COMPLETED);
        assertThat(allows("NOT_ACCEPTED", order -> order.credit(Samples.scan("anna", Optional.empty()), END)))
                .containsExactly(OrderStatus.ACCEPTED, OrderStatus.CLOSED);
        assertThat(allows("NOT_ACCEPTED", order -> order.creditByHand(Samples.byHand("anna"), END)))
                .containsExactly(OrderStatus.ACCEPTED, OrderStatus.CLOSED);
    }

    private static void releaseQuietly(ServiceOrder order) {
        order.release("nobody", "BY_MEMBER", NOW);
    }

    @Test
    void comesBackFromItsJsonInEveryState() {
        for (ServiceOrder order : everyState().values()) {
            String json = StateJson.mapper().writerFor(ServiceOrder.class).writeValueAsString(order);
            assertThat(StateJson.mapper().readValue(json, ServiceOrder.class)).isEqualTo(order);
        }
    }

    @Test
    void opensAtItsWidestStageWithoutOffers() {
        ServiceOrder order = draft(2, Audience.COMMUNITY).publish(NOW).state();
        assertThat(order.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(order.sheet().stage()).isEqualTo(Audience.COMMUNITY);
    }

    @Test
    void isNotPublishedAfterItsStartNorWithADeadlineThatPassed() {
        assertThat(refusal(() -> draft(2, Audience.DISTRICT).publish(START))).isEqualTo("ORDER_STARTED");
        assertThat(refusal(() -> draft(2, Audience.DISTRICT, offer("tax", 2)).publish(NOW.plus(Duration.ofDays(1)))))
                .isEqualTo("OFFER_DEADLINE_PASSED");
    }

    @Test
    void staysOfferedUntilAllUnitsHaveAnswered() {
        ServiceOrder order = draft(4, Audience.DISTRICT, offer("tax", 2), offer("post", 2)).publish(NOW).state();
        ServiceOrder once = order.respond("tax", ALL, NOW).state();
        assertThat(once.status()).isEqualTo(OrderStatus.OFFERED);
        assertThat(once.respond("post", NO, NOW).state().status()).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void letsMembersOfAnAcceptingUnitClaimWhileOthersThink() {
        ServiceOrder order = draft(4, Audience.DISTRICT, offer("tax", 2), offer("post", 2)).publish(NOW).state()
                .respond("tax", ALL, NOW).state();
        assertThat(Samples.standing(claimedBy(order, partner("anna", "tax")), "anna")).isEqualTo("CLAIMED");
        assertThat(refusal(() -> Samples.claim(order, partner("bing", "post")))).isEqualTo("NOT_ELIGIBLE");
        assertThat(refusal(() -> Samples.claim(order, neighbour("chen")))).isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void movesOnOneStageWhenOffersLeftPlaces() {
        ServiceOrder order = draft(4, Audience.DISTRICT, offer("tax", 2)).publish(NOW).state().respond("tax", ALL, NOW).state();
        assertThat(order.sheet().stage()).isEqualTo(Audience.COMMUNITY);
    }

    @Test
    void keepsAcceptedPlacesReservedWhenOffersLeftNone() {
        ServiceOrder order = draft(2, Audience.DISTRICT, offer("tax", 2)).publish(NOW).state().respond("tax", ALL, NOW).state();
        assertThat(order.sheet().stage()).isEqualTo(Audience.PARTNER_UNITS);
        assertThat(refusal(() -> Samples.claim(order, neighbour("chen")))).isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void widensStageByStageWhilePlacesAreFreeAndNeverPastItsAudience() {
        ServiceOrder order = draft(2, Audience.COMMUNITY, offer("tax", 2)).publish(NOW).state().respond("tax", ALL, NOW).state();
        ServiceOrder next = order.asOf(order.dueAt().orElseThrow()).state();
        assertThat(order.dueAt()).contains(NOW.plus(Duration.ofDays(1)));
        assertThat(next.sheet().stage()).isEqualTo(Audience.COMMUNITY);
        assertThat(next.dueAt()).contains(START);
    }

    @Test
    void doesNotWidenWhileNoPlaceIsFree() {
        ServiceOrder order = claimedBy(
                draft(1, Audience.COMMUNITY, offer("tax", 1)).publish(NOW).state().respond("tax", ALL, NOW).state(),
                partner("anna", "tax"));
        assertThat(order.asOf(START.minusSeconds(1)).state().sheet().stage()).isEqualTo(Audience.PARTNER_UNITS);
    }

    @Test
    void letsUnansweredOffersLapseAtTheirDeadline() {
        ServiceOrder order = draft(2, Audience.COMMUNITY, offer("tax", 2)).publish(NOW).state();
        ServiceOrder lapsed = order.asOf(NOW.plus(Duration.ofDays(1))).state();
        assertThat(lapsed.sheet().offers().to("tax").orElseThrow().status()).isEqualTo(OfferStatus.LAPSED);
        assertThat(lapsed.status()).isEqualTo(OrderStatus.OPEN);
        assertThat(refusal(() -> order.respond("tax", ALL, NOW.plus(Duration.ofDays(1))))).isEqualTo("OFFER_LAPSED");
    }

    @Test
    void expiresAsADraftOrAsAnOfferThatNobodyTook() {
        assertThat(draft(2, Audience.DISTRICT).asOf(START).state().status()).isEqualTo(OrderStatus.EXPIRED);
        ServiceOrder offered = draft(2, Audience.DISTRICT, OrderOffer.of(Offeree.unit("tax"), 2, START)).publish(NOW).state();
        assertThat(offered.asOf(START.minusMillis(1)).state()).isEqualTo(offered);
        assertThat(offered.asOf(START).state().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void goesToWorkAtItsStartWhenAUnitAcceptedThoughAnotherIsSilent() {
        ServiceOrder order = draft(4, Audience.DISTRICT, offer("tax", 2), OrderOffer.of(Offeree.unit("post"), 2, START))
                .publish(NOW).state()
                .respond("tax", ALL, NOW).state();
        assertThat(order.asOf(START).state().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    }

    @Test
    void startsByItselfAlsoWithoutAnyClaim() {
        assertThat(open(2).asOf(START.minusMillis(1)).state().status()).isEqualTo(OrderStatus.OPEN);
        assertThat(open(2).asOf(START).state().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    }

    @Test
    void doesAllThatWasDueInItsOrderAfterALongStop() {
        ServiceOrder order = draft(2, Audience.DISTRICT, offer("tax", 2)).publish(NOW).state();
        assertThat(order.asOf(START.plus(Duration.ofDays(9))).state().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    }

    @Test
    void closesFourteenDaysAfterAcceptance() {
        ServiceOrder accepted = completed(inProgress(open(2))).accept(judging(), END).state();
        Instant closes = END.plus(Duration.ofDays(14));
        assertThat(accepted.asOf(closes.minusMillis(1)).state().status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(accepted.asOf(closes).state().status()).isEqualTo(OrderStatus.CLOSED);
    }

    @Test
    void releasesEverybodyWhenItIsCancelled() {
        var change = claimedBy(open(1), neighbour("anna"), neighbour("bing")).cancel("rain", NOW);
        assertThat(change.facts()).hasSize(2).allMatch(fact -> fact instanceof ClaimReleased);
        assertThat(change.state().sheet().roster().hasLive()).isFalse();
    }

    @Test
    void isNotCancelledOnceSomebodyIsThere() {
        ServiceOrder there = inProgress(claimedBy(open(1), neighbour("anna"))).checkIn(Samples.self("anna"), START).state();
        assertThat(refusal(() -> there.cancel("rain", START))).isEqualTo("NOT_CANCELLABLE");
    }

    @Test
    void takesNoMorePlacesForUnitsThanItHas() {
        ServiceOrder order = draft(3, Audience.DISTRICT, offer("tax", 3), offer("post", 2)).publish(NOW).state()
                .respond("tax", new OfferAnswer.Accept(Optional.of(2)), NOW).state();
        assertThat(refusal(() -> order.respond("post", new OfferAnswer.Accept(Optional.of(2)), NOW)))
                .isEqualTo("OFFER_PLACES_TAKEN");
        assertThat(order.respond("post", ALL, NOW).state().sheet().offers().acceptedPlaces()).isEqualTo(3);
        assertThat(refusal(() -> order.respond("tax", NO, NOW))).isEqualTo("OFFER_ANSWERED");
        assertThat(refusal(() -> order.respond("bank", ALL, NOW))).isEqualTo("NOT_FOUND");
    }
}
