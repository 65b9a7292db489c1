package cn.jinlin.request.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.request.order.Acceptance.Judgement;
import cn.jinlin.request.order.Acceptance.Judging;

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
}
