package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.StateJson;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.ManualCredit;
import cn.jinlin.request.proof.ManualCredit.Allowance;
import cn.jinlin.request.proof.Proof;
import cn.jinlin.request.proof.Scanned;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.PLACE;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.byHand;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.code;
import static cn.jinlin.request.order.Samples.completed;
import static cn.jinlin.request.order.Samples.inProgress;
import static cn.jinlin.request.order.Samples.judging;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.scan;
import static cn.jinlin.request.order.Samples.self;
import static cn.jinlin.request.order.Samples.served;
import static cn.jinlin.request.order.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

class CreditingTest {
    /** Anna served, Bing held a place and never came, Chen waited. */
    private static final ServiceOrder DONE = completed(
            inProgress(claimedBy(open(2), neighbour("anna"), neighbour("bing"), neighbour("chen"))).checkIn(self("anna"), START)
                    .state());
    private static final ServiceOrder ACCEPTED = DONE.accept(judging(served("anna", 120)), END).state();
    private static final Instant SCANNED = END.plusSeconds(60);
    private static final Optional<ScannedCode> GOOD = code(SCANNED.plusSeconds(60));

    @Test
    void creditsAParticipantOnceWithTheOfficersMinutes() {
        var change = ACCEPTED.credit(scan("anna", GOOD), SCANNED);
        MemberCredited told = (MemberCredited) change.facts().getFirst();
        assertThat(told.minutes()).isEqualTo(120);
        assertThat(told.servedAt()).isEqualTo(START);
        assertThat(told.manual()).isFalse();
        assertThat(refusal(() -> change.state().credit(scan("anna", GOOD), SCANNED))).isEqualTo("ALREADY_CREDITED");
        assertThat(Crediting.creditId("order", "anna")).isEqualTo(told.creditId());
    }

    @Test
    void creditsAlsoAfterItClosed() {
        Instant late = END.plus(Duration.ofDays(15));
        ServiceOrder closed = ACCEPTED.asOf(late).state();
        assertThat(closed.status().name()).isEqualTo("CLOSED");
        assertThat(refusal(() -> closed.credit(scan("anna", code(late.plusSeconds(9))), late))).isEqualTo("none");
        assertThat(refusal(() -> closed.creditByHand(byHand("anna"), late))).isEqualTo("none");
    }

    @Test
    void refusesScansInTheOrderOfPrecedence() {
        assertThat(refusal(() -> DONE.credit(scan("anna", GOOD), SCANNED))).isEqualTo("NOT_ACCEPTED");
        assertThat(refusal(() -> ACCEPTED.credit(scan("bing", GOOD), SCANNED))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(refusal(() -> ACCEPTED.credit(scan("chen", Optional.empty()), SCANNED))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(refusal(() -> ACCEPTED.credit(scan("nobody", GOOD), SCANNED))).isEqualTo("NOT_A_PARTICIPANT");
        assertThat(refusal(() -> ACCEPTED.credit(scan("anna", Optional.empty()), SCANNED))).isEqualTo("CODE_INVALID");
        ServiceOrder credited = ACCEPTED.credit(scan("anna", GOOD), SCANNED).state();
        assertThat(refusal(() -> credited.credit(scan("anna", Optional.empty()), SCANNED))).isEqualTo("CODE_INVALID");
        assertThat(refusal(() -> credited.credit(scan("anna", code(SCANNED)), SCANNED))).isEqualTo("CODE_EXPIRED");
    }

    @Test
    void endsACodeAtTheVeryMomentThatItSays() {
        assertThat(refusal(() -> ACCEPTED.credit(scan("anna", code(SCANNED)), SCANNED.minusNanos(1)))).isEqualTo("none");
        assertThat(refusal(() -> ACCEPTED.credit(scan("anna", code(SCANNED)), SCANNED))).isEqualTo("CODE_EXPIRED");
    }

    @Test
    void takesNoCodeOfAnotherOrderOrOfAnEarlierAcceptance() {
        for (ScannedCode other : List.of(new ScannedCode("other", "acceptance", END.plusSeconds(99)),
                new ScannedCode("order", "earlier", END.plusSeconds(99)), new ScannedCode("", "", END.plusSeconds(99)))) {
            assertThat(refusal(() -> ACCEPTED.credit(scan("anna", Optional.of(other)), SCANNED))).isEqualTo("CODE_INVALID");
        }
    }

    private static Optional<Scanned.Here> here(double longitude) {
        return Optional.of(new Scanned.Here(new Location(longitude, PLACE.latitude()), "sealed"));
    }

    @Test
    void keepsAndTellsTheDeviceAndTheDistanceButNoPlace() {
        Scanned scan = new Scanned("anna", GOOD, Optional.of("digest"), here(PLACE.longitude() + 0.001));
        var change = ACCEPTED.credit(scan, SCANNED);
        MemberCredited told = (MemberCredited) change.facts().getFirst();
        assertThat(told.device()).contains("digest");
        assertThat(told.distanceMetres()).contains(101);
        assertThat(change.state().sheet().roster().of("anna").flatMap(Claim::proof))
                .contains(new Proof.Scan(SCANNED, Optional.of("digest"), Optional.of("sealed"), Optional.of(101)));
        assertThat(StateJson.mapper().writeValueAsString(told)).doesNotContain("sealed", "longitude", "118.1");
    }

    @Test
    void tellsNoDistanceUnlessBothPlacesAreKnown() {
        Scanned scan = new Scanned("anna", GOOD, Optional.empty(), here(PLACE.longitude()));
        assertThat(scan.metresFrom(Optional.of(PLACE))).contains(0);
        assertThat(scan.metresFrom(Optional.empty())).isEmpty();
        assertThat(scan("anna", GOOD).metresFrom(Optional.of(PLACE))).isEmpty();
        assertThat(new Scanned("anna", GOOD, Optional.empty(), here(PLACE.longitude() - 180)).metresFrom(Optional.of(PLACE)))
                .hasValueSatisfying(metres -> assertThat(metres).isBetween(14_000_000, 15_000_000));
    }

    @Test
    void readsCreditsFromBeforeProofsWereKept() {
        ServiceOrder credited = ACCEPTED.credit(scan("anna", GOOD), SCANNED).state();
        String now = StateJson.mapper().writerFor(ServiceOrder.class).writeValueAsString(credited);
        String before = now.replaceAll(",\"proof\":\\{[^}]*}", "");
        assertThat(before).isNotEqualTo(now).doesNotContain("proof");
        ServiceOrder old = StateJson.mapper().readValue(before, ServiceOrder.class);
        Claim anna = old.sheet().roster().of("anna").orElseThrow();
        assertThat(anna.creditId()).contains(Crediting.creditId("order", "anna"));
        assertThat(anna.proof()).isEmpty();
        assertThat(anna.enteredByHand()).isEmpty();
        assertThat(refusal(() -> old.credit(scan("anna", GOOD), SCANNED))).isEqualTo("ALREADY_CREDITED");
    }

    @Test
    void comesBackFromItsJsonWithEveryProof() {
        for (ServiceOrder order : List.of(
                ACCEPTED.credit(new Scanned("anna", GOOD, Optional.of("d"), here(118)), SCANNED).state(),
                ACCEPTED.creditByHand(byHand("anna"), SCANNED).state())) {
            String json = StateJson.mapper().writerFor(ServiceOrder.class).writeValueAsString(order);
            assertThat(StateJson.mapper().readValue(json, ServiceOrder.class)).isEqualTo(order);
        }
    }

    @Test
    void creditsByHandWithTheReasonAndAMark() {
        var change = ACCEPTED.creditByHand(byHand("anna"), SCANNED);
        MemberCredited told = (MemberCredited) change.facts().getFirst();
        assertThat(told.manual()).isTrue();
        assertThat(told.minutes()).isEqualTo(120);
        assertThat(told.creditId()).isEqualTo(Crediting.creditId("order", "anna"));
        assertThat(told.device()).isEmpty();
        Claim anna = change.state().sheet().roster().of("anna").orElseThrow();
        assertThat(anna.enteredByHand()).contains(new Proof.ByOfficer(SCANNED, "officer", "no phone"));
        assertThat(standing(change.state(), "anna")).isEqualTo("CREDITED");
    }

    @Test
    void creditsOnceWhetherScannedOrByHand() {
        ServiceOrder scanned = ACCEPTED.credit(scan("anna", GOOD), SCANNED).state();
        ServiceOrder entered = ACCEPTED.creditByHand(byHand("anna"), SCANNED).state();
        assertThat(refusal(() -> scanned.creditByHand(byHand("anna"), SCANNED))).isEqualTo("ALREADY_CREDITED");
        assertThat(refusal(() -> entered.creditByHand(byHand("anna"), SCANNED))).isEqualTo("ALREADY_CREDITED");
        assertThat(refusal(() -> entered.credit(scan("anna", GOOD), SCANNED))).isEqualTo("ALREADY_CREDITED");
    }

    @Test
    void refusesCreditsByHandInTheOrderOfPrecedence() {
        assertThat(refusal(() -> DONE.creditByHand(byHand("anna"), SCANNED))).isEqualTo("NOT_ACCEPTED");
        for (String nobody : List.of("bing", "chen", "nobody")) {
            assertThat(refusal(() -> ACCEPTED.creditByHand(byHand(nobody), SCANNED))).as(nobody).isEqualTo("NOT_A_PARTICIPANT");
        }
        assertThat(refusal(() -> ACCEPTED.creditByHand(by("bing", "nobody"), SCANNED))).isEqualTo("CREDITER_TOOK_PART");
    }

    private static ManualCredit by(String officer, String member) {
        return new ManualCredit(member, "officer", Optional.of(officer), "no phone", new Allowance(2, 20));
    }

    @Test
    void isNeverCreditedByHandByWhoHeldAPlace() {
        assertThat(refusal(() -> ACCEPTED.creditByHand(by("anna", "anna"), SCANNED))).isEqualTo("CREDITER_TOOK_PART");
        assertThat(refusal(() -> ACCEPTED.creditByHand(by("bing", "anna"), SCANNED))).isEqualTo("CREDITER_TOOK_PART");
        assertThat(refusal(() -> ACCEPTED.creditByHand(by("chen", "anna"), SCANNED))).isEqualTo("none");
        assertThat(refusal(() -> ACCEPTED.creditByHand(by("other", "anna"), SCANNED))).isEqualTo("none");
    }

    @Test
    void allowsTwoCreditsByHandOrAFifthOfThoseWhoServedRoundedUp() {
        Allowance allowance = new Allowance(2, 20);
        assertThat(IntStream.of(0, 1, 10, 11, 15, 16, 500).map(allowance::of)).containsExactly(2, 2, 2, 3, 3, 4, 100);
        assertThat(new Allowance(0, 0).of(500)).isZero();
    }

    @Test
    void stopsCreditsByHandAtTheAllowanceWhoeverScansBesides() {
        ServiceOrder order = servedBy(11);
        assertThat(refusal(() -> enter(order, 0, 1, 2))).isEqualTo("none");
        assertThat(refusal(() -> enter(order, 0, 1, 2, 3))).isEqualTo("MANUAL_CREDITS_EXHAUSTED");
        ServiceOrder scanned = order;
        for (int i = 5; i < 11; i++) {
            scanned = scanned.credit(scan("m" + i, GOOD), SCANNED).state();
        }
        ServiceOrder entered = enter(scanned, 0, 1, 2);
        assertThat(refusal(() -> entered.creditByHand(byHand("m3"), SCANNED))).isEqualTo("MANUAL_CREDITS_EXHAUSTED");
        assertThat(refusal(() -> entered.creditByHand(byHand("m0"), SCANNED))).isEqualTo("ALREADY_CREDITED");
        assertThat(refusal(() -> entered.credit(scan("m3", GOOD), SCANNED))).isEqualTo("none");
    }

    private static ServiceOrder enter(ServiceOrder order, int... members) {
        ServiceOrder next = order;
        for (int member : members) {
            next = next.creditByHand(byHand("m" + member), SCANNED).state();
        }
        return next;
    }

    /** As many as that served; one more was absent and does not count. */
    private static ServiceOrder servedBy(int number) {
        Claimant[] members = IntStream.rangeClosed(0, number).mapToObj(i -> neighbour("m" + i)).toArray(Claimant[]::new);
        ServiceOrder order = inProgress(claimedBy(open(number + 1), members));
        for (int i = 0; i < number; i++) {
            order = order.checkIn(self("m" + i), START).state();
        }
        Judgement[] all = IntStream.range(0, number).mapToObj(i -> served("m" + i, 60)).toArray(Judgement[]::new);
        return completed(order).accept(judging(all), END).state();
    }
}
