package cn.jinlin.supervision.feed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.Offer;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;

/** Events of orders, as request-service tells them. */
final class FeedEvents {
    static final Instant AT = Instant.parse("2026-05-16T08:30:00Z");
    static final String COMMUNITY = "350211102006";

    private FeedEvents() {}

    static OrderChanged order(String orderId, OrderStatus status, String source) {
        return new OrderChanged(orderId, "JL-20260516-0001", COMMUNITY, Optional.empty(), "清理小区杂物", Category.CLEAN_HOME, AT,
                AT.plusSeconds(3600), new Capacity(1, 5), Audience.DISTRICT, Audience.DISTRICT, status, source, 0, 0,
                List.of(new Offer(Optional.of("unit-1"), Optional.empty(), 2, OfferStatus.ACCEPTED, 2, AT)), List.of());
    }

    static OrderAccepted accepted(String orderId) {
        return new OrderAccepted(orderId, COMMUNITY,
                List.of(new ServiceResult("member-1", ServiceVerdict.SERVED, 60),
                        new ServiceResult("member-2", ServiceVerdict.SERVED, 45),
                        new ServiceResult("member-3", ServiceVerdict.ABSENT, 0)),
                List.of(new Outcome("debris", new BigDecimal("28"), "truckload")), AT);
    }
}
