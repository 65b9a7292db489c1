package cn.jinlin.request.order;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.request.terms.TitleText;

/**
 * What a list shows, all of it optional.
 *
 * @param from the earliest start
 * @param to the first start that is too late
 * @param text what the titles hold
 * @param drafts whether drafts are shown, too
 */
public record Selection(Optional<String> communityId, Optional<OrderStatus> status, Optional<Category> category,
        Optional<Instant> from, Optional<Instant> to, Optional<TitleText> text, boolean drafts) {

    /** The last order of the page before. */
    public record After(Instant startsAt, String orderId) {
        static After of(ServiceOrder order) {
            return new After(order.terms().startsAt(), order.orderId());
        }
    }

    /** Nobody is shown drafts that it may not see, whatever status it asks for. */
    boolean isVoid() {
        return !drafts && status.filter(OrderStatus.DRAFT::equals).isPresent();
    }

    /** Whether an order is shown, its community and time apart. */
    boolean shows(ServiceOrder order) {
        return status.map(order.status()::equals).orElse(drafts || order.status() != OrderStatus.DRAFT)
                && category.filter(wanted -> wanted != order.terms().category()).isEmpty()
                && text.filter(wanted -> !wanted.isIn(order.terms().title())).isEmpty();
    }
}
