package cn.jinlin.request.order;

import java.util.List;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.request.roster.Claimant;

import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.accepted;
import static cn.jinlin.request.order.Samples.claimedBy;
import static cn.jinlin.request.order.Samples.draft;
import static cn.jinlin.request.order.Samples.hour;
import static cn.jinlin.request.order.Samples.offer;
import static cn.jinlin.request.order.Samples.open;
import static cn.jinlin.request.order.Samples.partner;
import static cn.jinlin.request.order.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A liaison's assignment of its own members. */
class AssigningTest {
    private static final List<Claimant> THREE = List.of(partner("a", "tax"), partner("b", "tax"), partner("c", "tax"));

    private static cn.jinlin.kit.domain.Change<ServiceOrder, cn.jinlin.events.RequestEvent> assign(ServiceOrder order,
            List<Claimant> members) {
        return order.assign(members, member -> hour(order, "token-" + member), NOW);
    }

    @Test
    void givesEverybodyAPlaceInOneStep() {
        var change = assign(open(3), THREE);
        assertThat(change.state().sheet().roster().claimed()).isEqualTo(3);
        assertThat(change.facts()).hasExactlyElementsOfTypes(OrderClaimed.class, OrderClaimed.class, OrderClaimed.class);
    }

    @Test
    void comesToNothingWhenOneWouldHaveToWait() {
        assertThat(refusal(() -> assign(open(2), THREE))).isEqualTo("ORDER_FULL");
    }

    @Test
    void comesToNothingWhenOneHasAClaimAlready() {
        assertThat(refusal(() -> assign(claimedBy(open(5), partner("b", "tax")), THREE))).isEqualTo("ALREADY_CLAIMED");
    }

    @Test
    void keepsToTheAcceptedPlaces() {
        ServiceOrder order = accepted(draft(5, Audience.PARTNER_UNITS, offer("tax", 2)).publish(NOW).state(), "tax");
        assertThat(refusal(() -> assign(order, THREE))).isEqualTo("UNIT_QUOTA_REACHED");
        assertThat(refusal(() -> assign(order, THREE.subList(0, 2)))).isEqualTo("none");
    }
}
