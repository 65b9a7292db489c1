package cn.jinlin.request.order;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.request.roster.HeldHour;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.called;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.completed;
import static cn.jinlin.request.order.Samples.inProgress;
import static cn.jinlin.request.order.Samples.judging;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.self;
import static cn.jinlin.request.order.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

/** Claims of members who were absent before. */
class AbsenteeTest {
    private static ServiceOrder awaiting(ServiceOrder order, String... members) {
        ServiceOrder next = order;
        for (String member : members) {
            HeldHour hour = new HeldHour("token-" + member, START, END, true);
            next = next.claim(neighbour(member), 0, hour, NOW).state();
        }
        return next;
    }

    @Test
    void takesNoPlaceUntilTheOfficerSaidYes() {
        ServiceOrder order = awaiting(open(1), "anna");
        assertThat(standing(order, "anna")).isEqualTo("AWAITING_OFFICER");
        assertThat(order.sheet().freePlaces()).isEqualTo(1);
        assertThat(refusal(() -> order.admit(neighbour("anna"), NOW))).isEqualTo("ALREADY_CLAIMED");
        var confirmed = order.decide("anna", true, NOW);
        assertThat(standing(confirmed.state(), "anna")).isEqualTo("CLAIMED");
        assertThat(confirmed.facts()).hasExactlyElementsOfTypes(ClaimConfirmed.class);
    }

    @Test
    void waitsInTheOrderOfClaimingWhenAllPlacesAreTakenMeanwhile() {
        ServiceOrder order = claimedBy(awaiting(open(2), "anna"), neighbour("bing"), neighbour("chen"), neighbour("dong"));
        ServiceOrder confirmed = order.decide("anna", true, NOW).state();
        assertThat(confirmed.sheet().roster().position("anna")).contains(1);
        assertThat(confirmed.sheet().roster().position("dong")).contains(2);
        assertThat(standing(confirmed.release("bing", "BY_MEMBER", NOW).state(), "anna")).isEqualTo("CLAIMED");
    }

    @Test
    void endsWhenTheOfficerRefusesIt() {
        var refused = awaiting(open(1), "anna").decide("anna", false, NOW);
        assertThat(standing(refused.state(), "anna")).isEqualTo("RELEASED");
        assertThat(refused.facts()).singleElement().isInstanceOfSatisfying(ClaimReleased.class,
                told -> assertThat(told.reason()).isEqualTo("REFUSED_BY_OFFICER"));
    }

    @Test
    void decidesOnlyWhatWaitsForTheOfficerAndOnlyUntilTheStart() {
        ServiceOrder order = claimedBy(awaiting(open(2), "anna"), neighbour("bing"));
        assertThat(refusal(() -> order.decide("bing", true, NOW))).isEqualTo("NOT_AWAITING_OFFICER");
        assertThat(refusal(() -> order.decide("nobody", true, NOW))).isEqualTo("NOT_FOUND");
        assertThat(refusal(() -> inProgress(order).decide("anna", true, START))).isEqualTo("CLAIMING_CLOSED");
    }

    @Test
    void letsNoMoreWaitForTheOfficerThanOnTheWaitlist() {
        ServiceOrder order = awaiting(open(2), "anna", "bing");
        assertThat(refusal(() -> awaiting(order, "chen"))).isEqualTo("ORDER_FULL");
        assertThat(standing(claimedBy(order, neighbour("chen")), "chen")).isEqualTo("CLAIMED");
    }

    @Test
    void isSeatedByTheRollCallButNotByItself() {
        ServiceOrder order = inProgress(awaiting(open(1), "anna"));
        assertThat(refusal(() -> order.checkIn(self("anna"), START))).isEqualTo("NOT_CLAIMED");
        assertThat(standing(order.checkIn(called("anna"), START).state(), "anna")).isEqualTo("CHECKED_IN");
    }

    @Test
    void isLetGoAtAcceptanceWithoutBeingAbsent() {
        ServiceOrder order = completed(inProgress(awaiting(open(1), "anna")));
        assertThat(standing(order.accept(judging(), END).state(), "anna")).isEqualTo("RELEASED");
    }
}
