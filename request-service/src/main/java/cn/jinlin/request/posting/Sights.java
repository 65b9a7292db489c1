package cn.jinlin.request.posting;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.OrderOffer;

/** Who may know of an order, and what of it. */
@Component
public class Sights {
    /** How an order's source names a platform client. */
    static String platform(Caller caller) {
        return "PLATFORM:" + caller.clientId().orElse("");
    }

    /** The order if this caller may know of it, else NOT_FOUND: a draft is known to its community alone. */
    public Sight of(Caller caller, ServiceOrder order) {
        Sight sight = new Sight(caller, order);
        if (order.status() == OrderStatus.DRAFT && !sight.seesDraft()) {
            throw KitRefusal.NOT_FOUND.because("order", order.orderId());
        }
        return sight;
    }

    /** What a caller may see of an order: officers, the district and supervisors all claims, a member and a liaison their own. */
    public record Sight(Caller caller, ServiceOrder order) {

        private boolean seesDraft() {
            return isOfficer() || caller.isDistrictAdmin() || isOwnPlatform();
        }

        public boolean isOfficer() {
            return caller.isOfficerOf(order.sheet().communityId());
        }

        boolean isOwnPlatform() {
            return caller.has(Role.PLATFORM) && order.sheet().source().equals(platform(caller));
        }

        public boolean seesAll() {
            return isOfficer() || caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR);
        }

        boolean sees(Claim claim) {
            return seesAll() || caller.isMember(claim.memberId()) || claim.unitId().filter(caller::isLiaisonOf).isPresent();
        }

        boolean seesReason(OrderOffer offer) {
            return seesAll() || offer.unitId().filter(caller::isLiaisonOf).isPresent();
        }

        /** FORBIDDEN but to officers of the community, and to the platform for its own order while that is a draft. */
        void requirePoster() {
            if (!isOwnPlatform() || order.status() != OrderStatus.DRAFT) {
                requireOfficer();
            }
        }

        /** FORBIDDEN unless the caller is an officer of the order's community. */
        public void requireOfficer() {
            if (!isOfficer()) {
                throw KitRefusal.FORBIDDEN.because();
            }
        }
    }
}
