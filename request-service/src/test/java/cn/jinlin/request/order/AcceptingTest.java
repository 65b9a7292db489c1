package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.completed;
import static cn.jinlin.request.order.Samples.inProgress;
import static cn.jinlin.request.order.Samples.judging;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.self;
import static cn.jinlin.request.order.Samples.served;
import static cn.jinlin.request.order.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

class AcceptingTest {
    /** Anna was there, Bing holds a place and never came, Chen waits. */
    private static final ServiceOrder DONE = completed(
            inProgress(claimedBy(open(2), neighbour("anna"), neighbour("bing"), neighbour("chen"))).checkIn(self("anna"), START)
                    .state());
    private static final ServiceOrder ACCEPTED = DONE.accept(judging(served("anna", 120)), END).state();

    @Test
    void judgesEverybodyAndLetsWhoeverWaitsGo() {
        assertThat(standing(ACCEPTED, "anna")).isEqualTo("SERVED");
        assertThat(standing(ACCEPTED, "bing")).isEqualTo("ABSENT");
        assertThat(standing(ACCEPTED, "chen")).isEqualTo("RELEASED");
        OrderAccepted told = (OrderAccepted) DONE.accept(judging(served("anna", 120)), END).facts().getFirst();
        assertThat(told.participants()).containsExactly(new ServiceResult("anna", ServiceVerdict.SERVED, 120),
                new ServiceResult("bing", ServiceVerdict.ABSENT, 0));
    }

    @Test
    void saysServedOnlyOfWhoWasCheckedIn() {
        assertThat(refusal(() -> DONE.accept(judging(served("bing", 60)), END))).isEqualTo("NOT_CHECKED_IN");
        assertThat(refusal(() -> DONE.accept(judging(served("nobody", 60)), END))).isEqualTo("NOT_CHECKED_IN");
        assertThat(refusal(() -> DONE.accept(judging(new Judgement("nobody", ServiceVerdict.ABSENT, 0)), END)))
                .isEqualTo("NOT_CLAIMED");
    }

    @Test
    void needsAVerdictForWhoWasThere() {
        assertThat(refusal(() -> DONE.accept(judging(), END))).isEqualTo("PARTICIPANT_MISSING");
    }

    @Test
    void allowsMinutesUpToAnHourBeyondThePlan() {
        assertThat(refusal(() -> DONE.accept(judging(served("anna", 181)), END))).isEqualTo("MINUTES_OUT_OF_RANGE");
        assertThat(refusal(() -> DONE.accept(judging(served("anna", -1)), END))).isEqualTo("MINUTES_OUT_OF_RANGE");
        assertThat(refusal(() -> DONE.accept(judging(served("anna", 180)), END))).isEqualTo("none");
        assertThat(refusal(() -> DONE.accept(judging(served("anna", 0)), END))).isEqualTo("none");
    }

    @Test
    void isNeverAcceptedByWhoTookPart() {
        Judging own = new Judging("a", "officer", Optional.of("bing"), "", List.of(served("anna", 60)));
        assertThat(refusal(() -> DONE.accept(own, END))).isEqualTo("ACCEPTER_TOOK_PART");
        assertThat(refusal(() -> DONE.sendBack(own))).isEqualTo("ACCEPTER_TOOK_PART");
    }

    @Test
    void goesBackToWorkAndIsCompletedAgain() {
        ServiceOrder again = completed(DONE.sendBack(judging()).state());
        assertThat(again.accept(judging(served("anna", 60)), END).state().status()).isEqualTo(ACCEPTED.status());
    }

    @Test
    void allowsMinutesByThePlanOfTheOrderAlone() {
        ServiceOrder day = plannedFor(Duration.ofHours(24));
        assertThat(refusal(() -> day.accept(judging(served("anna", 24 * 60 + 60)), END))).isEqualTo("none");
        assertThat(refusal(() -> day.accept(judging(served("anna", 24 * 60 + 61)), END))).isEqualTo("MINUTES_OUT_OF_RANGE");
        assertThat(refusal(() -> day.accept(judging(served("anna", Integer.MIN_VALUE)), END)))
                .isEqualTo("MINUTES_OUT_OF_RANGE");
    }

    private static ServiceOrder plannedFor(Duration length) {
        ServiceOrder open = open(1);
        Terms terms = Samples.at(open.terms(), START, START.plus(length));
        ServiceOrder longer = claimedBy(open.edit(terms, Offers.NONE, Samples.NOW).state(), neighbour("anna"));
        return completed(inProgress(longer).checkIn(self("anna"), START).state());
    }

    @Test
    void countsNoMinutesOfWhoDidNotServe() {
        ServiceOrder judged = DONE
                .accept(judging(new Judgement("anna", ServiceVerdict.UNSATISFACTORY, 120),
                        new Judgement("bing", ServiceVerdict.ABSENT, 500)), END)
                .state();
        assertThat(judged.sheet().roster().claims()).extracting(Claim::minutes).containsOnly(0);
        assertThat(standing(judged, "anna")).isEqualTo("UNSATISFACTORY");
    }

    @Test
    void refusesAVerdictOnWhoOnlyWaitedOrGaveUp() {
        for (ServiceVerdict verdict : List.of(ServiceVerdict.ABSENT, ServiceVerdict.UNSATISFACTORY)) {
            assertThat(refusal(() -> DONE.accept(judging(served("anna", 60), new Judgement("chen", verdict, 0)), END)))
                    .isEqualTo("NOT_CLAIMED");
        }
        assertThat(refusal(() -> DONE.accept(judging(served("anna", 60), served("chen", 60)), END))).isEqualTo("NOT_CHECKED_IN");
    }

    @Test
    void letsAnAbsenceBeSaidOfWhoWasCheckedIn() {
        ServiceOrder judged = DONE.accept(judging(new Judgement("anna", ServiceVerdict.ABSENT, 0)), END).state();
        assertThat(standing(judged, "anna")).isEqualTo("ABSENT");
    }

    @Test
    void keepsWhatTheSecondCompletionSays() {
        ServiceOrder again = DONE.sendBack(judging()).state()
                .complete(new Completion("swept again", List.of(), List.of("photo"), "anna", END)).state();
        ServiceOrder accepted = again.accept(judging(served("anna", 60)), END).state();
        assertThat(accepted.completed().map(Completion::summary)).contains("swept again");
    }

    @Test
    void isAcceptedOnce() {
        assertThat(refusal(() -> ACCEPTED.accept(judging(served("anna", 60)), END))).isEqualTo("NOT_COMPLETED");
        assertThat(refusal(() -> ACCEPTED.sendBack(judging()))).isEqualTo("NOT_COMPLETED");
    }

    @Test
    void isReopenedAndJudgedAnew() {
        Change<ServiceOrder, RequestEvent> reopened = ACCEPTED.reopen("not clean", END.plus(Duration.ofDays(3)));
        ServiceOrder open = reopened.state();
        assertThat(reopened.facts()).containsExactly(new OrderReopened("order", Samples.COMMUNITY, List.of("anna", "bing"),
                "not clean", END.plus(Duration.ofDays(3))));
        assertThat(standing(open, "anna")).isEqualTo("CHECKED_IN");
        assertThat(standing(open, "bing")).isEqualTo("CLAIMED");
        assertThat(standing(open, "chen")).isEqualTo("RELEASED");
        assertThat(open.sheet().roster().claims()).extracting(Claim::minutes).containsOnly(0);
        assertThat(open.holdsHours()).isFalse();
        assertThat(refusal(() -> open.credit(Samples.scan("anna", Samples.code(END.plusSeconds(60))), END)))
                .isEqualTo("NOT_ACCEPTED");

        ServiceOrder again = completed(open).accept(judging(new Judgement("anna", ServiceVerdict.UNSATISFACTORY, 0)), END)
                .state();
        assertThat(standing(again, "anna")).isEqualTo("UNSATISFACTORY");
        assertThat(standing(again, "bing")).isEqualTo("ABSENT");
    }

    @Test
    void isReopenedForFourteenDays() {
        Instant last = END.plus(Duration.ofDays(14)).minusMillis(1);
        assertThat(ACCEPTED.asOf(last).state().reopen("not clean", last).state().status()).isEqualTo(OrderStatus.REWORK);
        Instant over = END.plus(Duration.ofDays(14));
        assertThat(refusal(() -> ACCEPTED.asOf(over).state().reopen("not clean", over))).isEqualTo("REOPENING_CLOSED");
    }

    @Test
    void letsCreditsStandWhenItIsReopened() {
        ServiceOrder credited = ACCEPTED.credit(Samples.scan("anna", Samples.code(END.plusSeconds(60))), END).state();
        ServiceOrder done = completed(credited.reopen("not clean", END).state());
        assertThat(standing(done, "anna")).isEqualTo("CREDITED");
        assertThat(refusal(() -> done.accept(judging(served("anna", 119)), END))).isEqualTo("ALREADY_CREDITED");
        assertThat(refusal(() -> done.accept(judging(new Judgement("anna", ServiceVerdict.ABSENT, 0)), END)))
                .isEqualTo("ALREADY_CREDITED");
        for (ServiceOrder again : List.of(done.accept(judging(), END).state(),
                done.accept(judging(served("anna", 120)), END).state())) {
            assertThat(standing(again, "anna")).isEqualTo("CREDITED");
            assertThat(refusal(() -> again.credit(Samples.scan("anna", Samples.code(END.plusSeconds(60))), END)))
                    .isEqualTo("ALREADY_CREDITED");
        }
        OrderAccepted told = (OrderAccepted) done.accept(judging(), END).facts().getFirst();
        assertThat(told.participants()).contains(new ServiceResult("anna", ServiceVerdict.SERVED, 120));
    }

    @Test
    void doesNotTakeTheCodeOfAnAcceptanceThatWasTakenBack() {
        ServiceOrder again = completed(ACCEPTED.reopen("not clean", END).state())
                .accept(new Judging("second", "officer", Optional.empty(), "", List.of(served("anna", 60))), END).state();
        assertThat(refusal(() -> again.credit(Samples.scan("anna", Samples.code(END.plusSeconds(60))), END)))
                .isEqualTo("CODE_INVALID");
    }
}
