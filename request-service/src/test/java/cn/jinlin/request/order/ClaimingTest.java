package cn.jinlin.request.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.terms.OfferAnswer;

import static cn.jinlin.request.order.Samples.COMMUNITY;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.claim;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.draft;
import static cn.jinlin.request.order.Samples.hour;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.partner;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.resident;
import static cn.jinlin.request.order.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

class ClaimingTest {
    @Test
    void neverGivesMorePlacesThanTheCapacityAndThenALineAsLong() {
        ServiceOrder order = open(2);
        for (int i = 0; i < 4; i++) {
            order = claimedBy(order, neighbour("m" + i));
        }
        ServiceOrder full = order;
        assertThat(order.sheet().roster().claimed()).isEqualTo(2);
        assertThat(order.sheet().roster().waitlisted()).isEqualTo(2);
        assertThat(order.sheet().roster().position("m3")).contains(2);
        assertThat(refusal(() -> claim(full, neighbour("late")))).isEqualTo("ORDER_FULL");
    }

    @Test
    void keepsTheWaitlistAtTwoHundred() {
        ServiceOrder order = open(300);
        for (int i = 0; i < 500; i++) {
            order = claimedBy(order, neighbour("m" + i));
        }
        ServiceOrder full = order;
        assertThat(refusal(() -> claim(full, neighbour("late")))).isEqualTo("ORDER_FULL");
    }

    @Test
    void refusesInTheOrderOfPrecedence() {
        ServiceOrder closed = claimedBy(draft(1, Audience.PARTNER_UNITS).publish(NOW).state(), partner("anna", "tax"))
                .cancel("rain", NOW).state();
        ServiceOrder taken = claimedBy(open(1), neighbour("anna"));
        assertThat(refusal(() -> closed.admit(Claimant.unknown("nobody"), NOW))).isEqualTo("MEMBER_NOT_REGISTERED");
        assertThat(refusal(() -> taken.admit(neighbour("anna"), START))).isEqualTo("ALREADY_CLAIMED");
        assertThat(refusal(() -> closed.admit(resident("chen", "350211102001"), NOW))).isEqualTo("CLAIMING_CLOSED");
        assertThat(refusal(() -> taken.admit(neighbour("bing"), START))).isEqualTo("CLAIMING_CLOSED");
        assertThat(refusal(() -> draft(1, Audience.COMMUNITY).publish(NOW).state().admit(resident("chen", "350211102001"), NOW)))
                .isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void namesTheUnitsQuotaBeforeTheFullOrder() {
        ServiceOrder order = claimedBy(draft(1, Audience.PARTNER_UNITS, offer("tax", 1)).publish(NOW).state()
                .respond("tax", new OfferAnswer.Accept(Optional.empty()), NOW).state(), partner("anna", "tax"));
        assertThat(refusal(() -> claim(order, partner("bing", "tax")))).isEqualTo("UNIT_QUOTA_REACHED");
    }

    @Test
    void letsInWhomTheStageAllows() {
        Claimant partner = partner("anna", "tax");
        Claimant neighbour = neighbour("bing");
        Claimant stranger = resident("chen", "350211102001");
        assertThat(eligible(Audience.PARTNER_UNITS, partner, neighbour, stranger)).containsExactly("anna");
        assertThat(eligible(Audience.COMMUNITY, partner, neighbour, stranger)).containsExactly("anna", "bing");
        assertThat(eligible(Audience.DISTRICT, partner, neighbour, stranger)).containsExactly("anna", "bing", "chen");
    }

    private static List<String> eligible(Audience audience, Claimant... members) {
        ServiceOrder order = draft(5, audience).publish(NOW).state();
        return List.of(members).stream().filter(who -> refusal(() -> order.admit(who, NOW)).equals("none"))
                .map(Claimant::memberId).toList();
    }

    @Test
    void countsATieOnlyIfItIsInForceAtTheOrdersStart() {
        Claimant ended = tied(NOW.minus(Duration.ofDays(9)), START);
        Claimant later = tied(START.plusMillis(1), START.plus(Duration.ofDays(9)));
        Claimant support = tied(START, START.plusMillis(1));
        assertThat(eligible(Audience.PARTNER_UNITS, ended, later)).isEmpty();
        assertThat(eligible(Audience.PARTNER_UNITS, support)).hasSize(1);
    }

    private static Claimant tied(java.time.Instant from, java.time.Instant until) {
        return new Claimant("anna", Optional.of("tax"), Set.of("350211102001"),
                List.of(new Claimant.Tie(COMMUNITY, from, Optional.of(until))), List.of());
    }

    @Test
    void promotesTheFirstWhoWaitsTheMomentAPlaceIsReleased() {
        ServiceOrder full = claimedBy(open(1), neighbour("anna"), neighbour("bing"));
        var change = full.release("anna", "BY_MEMBER", NOW);
        assertThat(standing(change.state(), "bing")).isEqualTo("CLAIMED");
        assertThat(change.facts()).hasExactlyElementsOfTypes(ClaimReleased.class, ClaimPromoted.class);
    }

    @Test
    void leavesNoGapWhenSomebodyWhoWaitsGivesUp() {
        ServiceOrder full = claimedBy(open(3), IntStream.range(0, 6).mapToObj(i -> neighbour("m" + i)).toArray(Claimant[]::new));
        ServiceOrder after = full.release("m4", "BY_MEMBER", NOW).state();
        assertThat(after.sheet().roster().position("m3")).contains(1);
        assertThat(after.sheet().roster().position("m5")).contains(2);
    }

    @Test
    void letsAMemberClaimAgainAtTheEndAfterAReleaseButNotRelaseTwice() {
        ServiceOrder released = claimedBy(open(1), neighbour("anna"), neighbour("bing")).release("anna", "BY_MEMBER", NOW)
                .state();
        assertThat(refusal(() -> released.release("anna", "BY_MEMBER", NOW))).isEqualTo("NOT_FOUND");
        assertThat(standing(claimedBy(released, neighbour("anna")), "anna")).isEqualTo("WAITLISTED");
    }

    @Test
    void refusesAHoldThatWasFencedOrIsForAnotherHour() {
        ServiceOrder fenced = open(1).fence("stale").state();
        assertThat(refusal(() -> fenced.claim(neighbour("anna"), 0, hour(fenced, "stale"), NOW))).isEqualTo("HOLD_LOST");
        assertThat(refusal(() -> open(1).claim(neighbour("anna"), 0, new HeldHour("t", START, START.plusSeconds(1)), NOW)))
                .isEqualTo("HOLD_LOST");
    }

    @Test
    void takesNoPlaceForCompanions() {
        ServiceOrder order = open(1);
        ServiceOrder claimed = order.claim(neighbour("anna"), 3, hour(order, "t"), NOW).state();
        assertThat(claimed.sheet().roster().claimed()).isEqualTo(1);
    }
}
