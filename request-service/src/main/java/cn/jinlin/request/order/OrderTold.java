package cn.jinlin.request.order;

import java.util.List;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/** An order as others may know it: the state event, without any claim. */
final class OrderTold {
    private OrderTold() {}

    static OrderChanged of(ServiceOrder order) {
        Sheet sheet = order.sheet();
        Terms terms = sheet.terms();
        return new OrderChanged(sheet.orderId(), sheet.number(), sheet.communityId(), terms.compoundId(), terms.title(),
                terms.category(), terms.startsAt(), terms.endsAt(), terms.capacity(), terms.audience(), sheet.stage(),
                order.status(), sheet.source(), sheet.roster().claimed(), sheet.roster().waitlisted(),
                sheet.offers().all().stream().map(OrderOffer::told).toList(), outcomes(order));
    }

    private static List<Outcome> outcomes(ServiceOrder order) {
        return order.completed().map(Completion::outcomes).orElse(List.of());
    }
}
