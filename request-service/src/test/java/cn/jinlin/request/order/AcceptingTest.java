package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.MemberCredited;
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
    private static final Instant SCANNED = END.plusSeconds(60);

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

    private static Optional<ScannedCode> code(String order, String acceptance, Instant end) {
        return Optional.of(new ScannedCode(order, acceptance, end));
    }

    private static final Optional<ScannedCode> GOOD = code("order", "acceptance", SCANNED.plusSeconds(60));

    @Test
    void creditsAParticipantOnceWithTheOfficersMinutes() {
        var change = ACCEPTED.credit("anna", GOOD, SCANNED);
        MemberCredited told = (MemberCredited) change.facts().getFirst();
        assertThat(told.minutes()).isEqualTo(120);
        assertThat(told.servedAt()).isEqualTo(START);
        assertThat(refusal(() -> change.state().credit("anna", GOOD, SCANNED))).isEqualTo("ALREADY_CREDITED");
        assertThat(Accepting.creditId("order", "anna")).isEqualTo(told.creditId());
    }

    @Test
    void creditsAlsoAfterItClosed() {
        Instant late = END.plus(Duration.ofDays(15));
        ServiceOrder closed = ACCEPTED.asOf(late).state();
        assertThat(refusal(() -> closed.credit("anna", code("order", "acceptance", late.plusSeconds(9)), late)))
                .isEqualTo("none");
    }

    @Test
    void refusesScansInTheOrderOfPrecedence() {
        assertThat(refusal(() -> DONE.credit("anna", GOOD, SCANNED))).isEqualTo("NOT_ACCEPTED");
        assertThat(refusal(() -> ACCEPTED.credit("bing", GOOD, SCANNED))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(refusal(() -> ACCEPTED.credit("chen", GOOD, SCANNED))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(refusal(() -> ACCEPTED.credit("anna", code("order", "acceptance", SCANNED), SCANNED)))
                .isEqualTo("CODE_EXPIRED");
        assertThat(refusal(() -> ACCEPTED.credit("anna", Optional.empty(), SCANNED))).isEqualTo("CODE_INVALID");
        assertThat(refusal(() -> ACCEPTED.credit("anna", code("other", "acceptance", END.plusSeconds(99)), SCANNED)))
                .isEqualTo("CODE_INVALID");
        assertThat(refusal(() -> ACCEPTED.credit("anna", code("order", "earlier", END.plusSeconds(99)), SCANNED)))
                .isEqualTo("CODE_INVALID");
    }
}
