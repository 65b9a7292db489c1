package cn.jinlin.request.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.request.proof.Distance;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.PLACE;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.called;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.hour;
import static cn.jinlin.request.order.Samples.inProgress;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.self;
import static cn.jinlin.request.order.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

class AttendanceTest {
    private static final ServiceOrder FULL = claimedBy(open(1), neighbour("anna"), neighbour("bing"));

    @Test
    void opensSixtyMinutesBeforeTheStart() {
        assertThat(refusal(() -> FULL.checkIn(self("anna"), START.minus(Duration.ofMinutes(60)).minusMillis(1))))
                .isEqualTo("CHECK_IN_TOO_EARLY");
        assertThat(standing(FULL.checkIn(self("anna"), START.minus(Duration.ofMinutes(60))).state(), "anna"))
                .isEqualTo("CHECKED_IN");
    }

    @Test
    void endsForOneselfWithTheOrderButNotForTheRollCall() {
        ServiceOrder late = inProgress(FULL);
        assertThat(refusal(() -> late.checkIn(self("anna"), END))).isEqualTo("CHECK_IN_CLOSED");
        assertThat(standing(late.checkIn(called("anna"), END).state(), "anna")).isEqualTo("CHECKED_IN");
    }

    @Test
    void takesOnlyWhoHoldsAPlaceAndOnlyOnce() {
        ServiceOrder there = FULL.checkIn(self("anna"), START).state();
        assertThat(refusal(() -> FULL.checkIn(self("bing"), START))).isEqualTo("NOT_CLAIMED");
        assertThat(refusal(() -> FULL.checkIn(self("chen"), START))).isEqualTo("NOT_CLAIMED");
        assertThat(refusal(() -> FULL.checkIn(called("bing"), START))).isEqualTo("ORDER_FULL");
        assertThat(refusal(() -> there.checkIn(self("anna"), START))).isEqualTo("ALREADY_CHECKED_IN");
        assertThat(refusal(() -> there.release("anna", "BY_MEMBER", START))).isEqualTo("RELEASE_CLOSED");
    }

    @Test
    void letsTheOfficerAddAWalkInWhilePlacesAreFree() {
        ServiceOrder order = inProgress(open(1));
        Arrival walkIn = new Arrival("chen", Optional.empty(), true,
                Optional.of(new Arrival.WalkIn(neighbour("chen"), hour(order, "t"))));
        var change = order.checkIn(walkIn, START);
        assertThat(change.facts()).hasExactlyElementsOfTypes(OrderClaimed.class, CheckedIn.class);
        assertThat(((CheckedIn) change.facts().getLast()).walkIn()).isTrue();
        assertThat(refusal(() -> inProgress(FULL).checkIn(walkIn, START))).isEqualTo("ORDER_FULL");
    }

    @Test
    void takesALateComerUntilTheVeryEnd() {
        ServiceOrder late = inProgress(FULL);
        assertThat(refusal(() -> late.checkIn(self("anna"), END.minusNanos(1)))).isEqualTo("none");
    }

    @Test
    void addsNoWalkInWhoIsUnregisteredOrCallsItself() {
        ServiceOrder order = inProgress(open(1));
        Arrival.WalkIn stranger = new Arrival.WalkIn(Claimant.unknown("chen"), hour(order, "t"));
        Arrival.WalkIn known = new Arrival.WalkIn(neighbour("chen"), hour(order, "t"));
        assertThat(refusal(() -> order.checkIn(new Arrival("chen", Optional.empty(), true, Optional.of(stranger)), START)))
                .isEqualTo("MEMBER_NOT_REGISTERED");
        assertThat(refusal(() -> order.checkIn(new Arrival("chen", Optional.empty(), false, Optional.of(known)), START)))
                .isEqualTo("NOT_CLAIMED");
    }

    @Test
    void addsNoWalkInOnAnHourThatWasSettledOrIsNotTheOrders() {
        ServiceOrder order = inProgress(open(1)).fence("settled").state();
        for (HeldHour hour : List.of(hour(order, "settled"), new HeldHour("t", START, END.plusSeconds(1)))) {
            Arrival walkIn = new Arrival("chen", Optional.empty(), true,
                    Optional.of(new Arrival.WalkIn(neighbour("chen"), hour)));
            assertThat(refusal(() -> order.checkIn(walkIn, START))).isEqualTo("HOLD_LOST");
        }
    }

    @Test
    void takesPlaceAndRadiusFromTheSphere() {
        int radius = 200;
        double inside = PLACE.latitude() + Math.toDegrees((radius - 0.5) / 6_371_008.8);
        double outside = PLACE.latitude() + Math.toDegrees((radius + 0.5) / 6_371_008.8);
        ServiceOrder order = FULL.edit(near(radius), Offers.NONE, NOW).state();
        assertThat(refusal(() -> order.checkIn(from("anna", new Location(PLACE.longitude(), inside)), START))).isEqualTo("none");
        assertThat(refusal(() -> order.checkIn(from("anna", new Location(PLACE.longitude(), outside)), START)))
                .isEqualTo("OUTSIDE_RADIUS");
    }

    private static Terms near(int radius) {
        return new Terms(Optional.empty(), Optional.of(PLACE), "t", "", FULL.terms().category(), START, END,
                new Capacity(1, 1), Audience.DISTRICT, Optional.of(radius));
    }

    @Test
    void measuresTheRadiusForOneselfAlone() {
        ServiceOrder order = FULL.edit(near(200), Offers.NONE, NOW).state();
        assertThat(refusal(() -> order.checkIn(self("anna"), START))).isEqualTo("LOCATION_REQUIRED");
        assertThat(refusal(() -> order.checkIn(from("anna", new Location(118.1, 24.602)), START))).isEqualTo("OUTSIDE_RADIUS");
        assertThat(refusal(() -> order.checkIn(from("anna", new Location(118.1, 24.6017)), START))).isEqualTo("none");
        assertThat(refusal(() -> order.checkIn(called("anna"), START))).isEqualTo("none");
    }

    private static Arrival from(String member, Location here) {
        return new Arrival(member, Optional.of(here), false, Optional.empty());
    }

    @Test
    void measuresDistancesAcrossTheDateLine() {
        assertThat(Distance.metres(new Location(179.999, 0), new Location(-179.999, 0))).isBetween(222.0, 223.0);
        assertThat(Distance.metres(new Location(0, 0), new Location(180, 0))).isBetween(20_015_000.0, 20_016_000.0);
    }

    @Test
    void leavesAForgottenCheckOutOpen() {
        ServiceOrder there = inProgress(FULL).checkIn(self("anna"), START).state();
        assertThat(refusal(() -> inProgress(FULL).checkOut("anna", END))).isEqualTo("NOT_CHECKED_IN");
        ServiceOrder left = there.checkOut("anna", END).state();
        assertThat(refusal(() -> left.checkOut("anna", END))).isEqualTo("ALREADY_CHECKED_OUT");
        assertThat(Samples.completed(there).sheet().roster().of("anna").flatMap(Claim::presence).flatMap(Claim.Presence::out))
                .isEmpty();
    }
}
