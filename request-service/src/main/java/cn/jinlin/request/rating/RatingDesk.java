package cn.jinlin.request.rating;

import java.time.Clock;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.rating.Opinions.Opinion;

/** Takes ratings and feedback on work that was accepted. */
@Service
class RatingDesk {
    private final OpinionBook book;
    private final ServiceOrders orders;
    private final Clock clock;

    RatingDesk(OpinionBook book, ServiceOrders orders, Clock clock) {
        this.book = book;
        this.orders = orders;
        this.clock = clock;
    }

    ServiceOrder order(String orderId) {
        return orders.get(orderId).state();
    }

    Opinions of(String orderId) {
        return book.of(orderId);
    }

    Opinion rate(ServiceOrder order, RequestKey key, String officer, int stars, String comment) {
        Opinion opinion = opinion(order, officer, stars, comment);
        return book.add(order.orderId(), key, opinions -> opinions.rated(opinion)).state().community().orElse(opinion);
    }

    Opinion hear(ServiceOrder order, RequestKey key, String memberId, int stars, String comment) {
        Opinion opinion = opinion(order, memberId, stars, comment);
        return book.add(order.orderId(), key, opinions -> opinions.heard(opinion)).state().of(memberId).orElse(opinion);
    }

    private Opinion opinion(ServiceOrder order, String by, int stars, String comment) {
        if (!(order instanceof ServiceOrder.Creditable)) {
            throw RatingRefusal.NOT_YET_RATEABLE.because(order.status());
        }
        return new Opinion(by, stars, comment, clock.instant());
    }
}
