package cn.jinlin.request.terms;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claimant;

import static cn.jinlin.request.order.Samples.COMMUNITY;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static cn.jinlin.request.order.Samples.accepted;
import static cn.jinlin.request.order.Samples.claim;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.draft;
import static cn.jinlin.request.order.Samples.neighbour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.partner;
import static cn.jinlin.request.order.Samples.refusal;
import static cn.jinlin.request.order.Samples.standing;
import static cn.jinlin.request.order.Samples.teamOffer;
import static cn.jinlin.request.order.Samples.teammate;
import static org.assertj.core.api.Assertions.assertThat;

/** Places that units and teams accepted. */
class OffereeTest {
    private static final ServiceOrder OFFERED = draft(5, Audience.PARTNER_UNITS, offer("tax", 2), teamOffer("van", 2),
            offer("post", 1)).publish(NOW).state();

    @Test
    void letsOnlyMembersOfThoseClaimThatAccepted() {
        ServiceOrder order = accepted(OFFERED, "van");
        assertThat(refusal(() -> order.admit(teammate("anna", "van"), NOW))).isEqualTo("none");
        assertThat(refusal(() -> order.admit(teammate("bing", "other"), NOW))).isEqualTo("NOT_ELIGIBLE");
        assertThat(refusal(() -> order.admit(partner("chen", "tax"), NOW))).isEqualTo("NOT_ELIGIBLE");
        assertThat(refusal(() -> order.admit(neighbour("dong"), NOW))).isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void countsATeamOnlyWhereItIsBased() {
        Claimant elsewhere = new Claimant("anna", Optional.empty(), Set.of(COMMUNITY), List.of(),
                List.of(new Claimant.TeamOf("van", "350211102001")));
        assertThat(refusal(() -> accepted(OFFERED, "van").admit(elsewhere, NOW))).isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void keepsEachToThePlacesThatItAccepted() {
        ServiceOrder full = claimedBy(accepted(accepted(OFFERED, "van"), "tax"), teammate("a", "van"), teammate("b", "van"));
        assertThat(refusal(() -> claim(full, teammate("c", "van")))).isEqualTo("UNIT_QUOTA_REACHED");
        assertThat(refusal(() -> claim(full, partner("d", "tax")))).isEqualTo("none");
    }

    @Test
    void takesAPlaceOfTheTeamOnceThoseOfTheUnitAreGone() {
        ServiceOrder order = accepted(accepted(OFFERED, "van"), "post");
        Claimant both = new Claimant("c", Optional.of("post"), Set.of(COMMUNITY), partner("x", "post").ties(),
                List.of(new Claimant.TeamOf("van", COMMUNITY)));
        ServiceOrder gone = claimedBy(order, partner("a", "post"));
        ServiceOrder after = claimedBy(gone, both, teammate("d", "van"));
        assertThat(after.sheet().roster().of("c").orElseThrow().offereeId()).contains("van");
        assertThat(refusal(() -> claim(after, teammate("e", "van")))).isEqualTo("UNIT_QUOTA_REACHED");
    }

    @Test
    void namesTheSumOfThePlacesThatAreTaken() {
        ServiceOrder order = claimedBy(accepted(OFFERED, "post"), partner("a", "post"));
        assertThat(order.full(partner("b", "post")).orElseThrow().details()).containsExactly(1);
    }

    @Test
    void opensToEverybodyOnceTheNextStageCame() {
        ServiceOrder order = draft(5, Audience.COMMUNITY, teamOffer("van", 2)).publish(NOW).state();
        ServiceOrder wider = accepted(order, "van");
        assertThat(wider.sheet().stage()).isEqualTo(Audience.COMMUNITY);
        ServiceOrder full = claimedBy(wider, neighbour("a"), neighbour("b"), neighbour("c"), neighbour("d"),
                teammate("e", "van"));
        assertThat(full.sheet().freePlaces()).isZero();
        assertThat(standing(claimedBy(full, teammate("f", "van")), "f")).isEqualTo("WAITLISTED");
    }

    @Test
    void lapsesAnOfferToATeamLikeAnyOther() {
        ServiceOrder order = draft(2, Audience.COMMUNITY, teamOffer("van", 2)).publish(NOW).state();
        ServiceOrder lapsed = order.asOf(START.minusSeconds(1)).state();
        assertThat(lapsed.sheet().stage()).isEqualTo(Audience.COMMUNITY);
        assertThat(refusal(() -> accepted(lapsed, "van"))).isEqualTo("OFFER_CLOSED");
    }
}
