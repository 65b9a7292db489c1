package cn.jinlin.request.photo;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.roster.Claim;

/**
 * What a caller may do with the photos of an order.
 *
 * @param officer of the order's community
 * @param overseer sees all of the order: officer, district or supervisor
 * @param participant has a place on the order, or had one until it was judged
 * @param wasThere is checked in, or was
 */
record PhotoRights(ServiceOrder order, boolean officer, boolean overseer, boolean participant, boolean wasThere) {

    static PhotoRights of(Caller caller, ServiceOrder order, boolean officer, boolean overseer) {
        var claim = caller.memberId().filter(caller::isMember).flatMap(order.sheet().roster()::of).filter(Claim::takesPlace);
        return new PhotoRights(order, officer, overseer, claim.isPresent(), claim.flatMap(Claim::presence).isPresent());
    }

    void requireSeeing() {
        if (!overseer && !participant) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    /** The officer until the work is accepted; who was there while the work is under way or to be looked at. */
    void requireAdding() {
        if (!officer && !wasThere) {
            throw KitRefusal.FORBIDDEN.because();
        }
        boolean open = switch (order) {
            case ServiceOrder.Draft _,ServiceOrder.Claimable _ -> officer;
            case ServiceOrder.InProgress _,ServiceOrder.Completed _,ServiceOrder.Rework _ -> true;
            case ServiceOrder.Creditable _,ServiceOrder.Cancelled _,ServiceOrder.Expired _ -> false;
        };
        if (!open) {
            throw PhotoRefusal.PHOTOS_CLOSED.because(order.status());
        }
    }

    /** @param own whether the caller sent the photo itself */
    void requireRemoving(boolean own) {
        if (!officer && !(own && participant)) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }
}
