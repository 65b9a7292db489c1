package cn.jinlin.request.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.terms.TermsRules;

/** Looks up the orders of a community's day. */
@Service
class BoardDesk {
    /** Far more than a community has in a day. */
    private static final int MOST = 500;

    private final ServiceOrders orders;
    private final Directory directory;
    private final Clock clock;
    private final ZoneId zone;

    BoardDesk(ServiceOrders orders, Directory directory, Clock clock, @Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.orders = orders;
        this.directory = directory;
        this.clock = clock;
        this.zone = zone;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Orders that start on this day of the district's calendar, and those from before that are still under way on it. */
    DayBoard of(String communityId, LocalDate date) {
        if (directory.community(communityId).isEmpty()) {
            throw KitRefusal.NOT_FOUND.because("community", communityId);
        }
        Instant start = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<ServiceOrder> day = new ArrayList<>(found(communityId, Optional.empty(), start, end));
        found(communityId, Optional.of(OrderStatus.IN_PROGRESS), start.minus(TermsRules.LONGEST), start).stream()
                .filter(order -> order.terms().endsAt().isAfter(start)).forEach(day::add);
        return DayBoard.of(day, clock.instant());
    }

    private List<ServiceOrder> found(String communityId, Optional<OrderStatus> status, Instant from, Instant to) {
        Selection selection = new Selection(Optional.of(communityId), status, Optional.empty(), Optional.of(from),
                Optional.of(to), Optional.empty(), false);
        return orders.list(selection, Optional.empty(), MOST).orders().stream().map(Versioned::state).toList();
    }
}
