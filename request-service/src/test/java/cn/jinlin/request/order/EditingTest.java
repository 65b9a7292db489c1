package cn.jinlin.request.order;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.at;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.draft;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

class EditingTest {
    private static final ServiceOrder CLAIMED = claimedBy(open(2), neighbour("anna"), neighbour("bing"));

    private static String edit(ServiceOrder order, Terms terms) {
        return refusal(() -> order.edit(terms, order.sheet().offers(), NOW));
    }

    @Test
    void movesTheTimeFreelyWhileNobodyClaimed() {
        assertThat(edit(open(2), at(open(2).terms(), START.plus(Duration.ofDays(3)), END.plus(Duration.ofDays(3)))))
                .isEqualTo("none");
    }

    @Test
    void movesTheTimeOnlyInsideTheOldOneWhileMembersHoldClaims() {
        Terms terms = CLAIMED.terms();
        assertThat(edit(CLAIMED, at(terms, START.minusSeconds(1), END))).isEqualTo("ORDER_HAS_CLAIMS");
        assertThat(edit(CLAIMED, at(terms, START, END.plusSeconds(1)))).isEqualTo("ORDER_HAS_CLAIMS");
        var change = CLAIMED.edit(at(terms, START.plusSeconds(60), END.minusSeconds(60)), Offers.NONE, NOW);
        assertThat(change.facts()).hasExactlyElementsOfTypes(OrderRescheduled.class);
    }

    @Test
    void tellsOfAnotherPlaceThoseWhoHoldClaims() {
        Terms elsewhere = elsewhere(CLAIMED.terms());
        assertThat(CLAIMED.edit(elsewhere, Offers.NONE, NOW).facts())
                .containsExactly(new OrderRelocated("order", Samples.COMMUNITY, NOW));
        assertThat(CLAIMED.edit(CLAIMED.terms(), Offers.NONE, NOW).facts()).isEmpty();
        assertThat(open(2).edit(elsewhere, Offers.NONE, NOW).facts()).isEmpty();
    }

    private static Terms elsewhere(Terms terms) {
        return new Terms(terms.compoundId(), Optional.of(new Location(118.01, 24.61)), terms.title(), terms.description(),
                terms.category(), terms.startsAt(), terms.endsAt(), terms.capacity(), terms.audience(),
                terms.checkInRadiusMetres());
    }

    @Test
    void keepsTheCapacityAboveWhatIsClaimedOrReserved() {
        assertThat(edit(CLAIMED, terms(1, Audience.DISTRICT))).isEqualTo("CAPACITY_BELOW_CLAIMED");
        ServiceOrder reserved = draft(3, Audience.DISTRICT, offer("tax", 3)).publish(NOW).state()
                .respond("tax", new OfferAnswer.Accept(Optional.empty()), NOW).state();
        assertThat(edit(reserved, terms(2, Audience.DISTRICT))).isEqualTo("CAPACITY_BELOW_CLAIMED");
    }

    @Test
    void promotesAtOnceWhenTheCapacityGrows() {
        ServiceOrder full = claimedBy(open(1), neighbour("anna"), neighbour("bing"));
        assertThat(full.edit(terms(2, Audience.DISTRICT), Offers.NONE, NOW).facts())
                .hasExactlyElementsOfTypes(ClaimPromoted.class);
    }

    @Test
    void neverNarrowsAPublishedAudienceNorChangesOffersThatWereSent() {
        assertThat(edit(open(2), terms(2, Audience.COMMUNITY))).isEqualTo("AUDIENCE_NARROWED");
        assertThat(refusal(() -> open(2).edit(open(2).terms(), new Offers(java.util.List.of(offer("tax", 1))), NOW)))
                .isEqualTo("OFFERS_SENT");
    }

    @Test
    void changesADraftFreely() {
        ServiceOrder draft = draft(2, Audience.DISTRICT, offer("tax", 2));
        assertThat(draft.edit(terms(1, Audience.PARTNER_UNITS), Offers.NONE, NOW).state().sheet().offers().none()).isTrue();
    }
}
