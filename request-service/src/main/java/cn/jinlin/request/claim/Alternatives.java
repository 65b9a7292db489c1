package cn.jinlin.request.claim;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.recommendation.Reason;
import cn.jinlin.request.recommendation.RecommendationDesk;
import cn.jinlin.request.recommendation.Suggestion;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.schedule.ScheduleRefusal;

/** Where else a member may help who was refused, or has to wait: the best recommendations, so that a rush flows on. */
@Component
class Alternatives {
    private static final int SHOWN = 3;
    private static final Set<Refusal> HELPED = Set.of(ClaimRefusal.ALREADY_CLAIMED, ClaimRefusal.CLAIMING_CLOSED,
            ClaimRefusal.NOT_ELIGIBLE, ScheduleRefusal.TIME_OVERLAP, ClaimRefusal.UNIT_QUOTA_REACHED, ClaimRefusal.ORDER_FULL);

    private final RecommendationDesk recommendations;

    Alternatives(RecommendationDesk recommendations) {
        this.recommendations = recommendations;
    }

    /** An order that the member may claim now; {@code reasons} as among the recommended ones. */
    record Alternative(String orderId, String number, String communityId, String title, Category category, Instant startsAt,
            Instant endsAt, int freePlaces, List<Reason.Code> reasons) {
        static Alternative of(Suggestion suggestion) {
            ServiceOrder order = suggestion.order();
            return new Alternative(order.orderId(), order.sheet().number(), order.sheet().communityId(), order.terms().title(),
                    order.terms().category(), order.terms().startsAt(), order.terms().endsAt(), order.sheet().freePlaces(),
                    suggestion.reasons().stream().map(Reason::code).toList());
        }
    }

    /** Whether another order may be open to a member that this refusal stands against. */
    boolean helps(Refused refused) {
        return HELPED.contains(refused.refusal());
    }

    /** At most three orders other than this one, the best first. */
    List<Alternative> to(String orderId, Claimant who) {
        return recommendations.besides(orderId, who, SHOWN).stream().map(Alternative::of).toList();
    }

    /** At most three orders with a place for a member that waits for one on this order, if it gives that up. */
    List<Alternative> toWaiting(String orderId, String memberId) {
        return recommendations.insteadOfWaiting(orderId, memberId, SHOWN).stream().map(Alternative::of).toList();
    }
}
