package cn.jinlin.request.series;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.OrderRefusal;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.posting.OrderDesk;
import cn.jinlin.request.terms.Occurrence;

/**
 * Begins, revises and ends series, and makes their orders. The id of an order is committed with its day before the order is
 * made, so whoever takes the work up again, in whatever instance, finds the same order.
 */
@Service
class SeriesDesk {
    /** Orders that one look decides on; a series with more of them is due again at once. */
    private static final int AT_ONCE = 31;
    private static final RequestKey UNKEYED = new RequestKey(Optional.empty(), List.of());

    private final AllSeries all;
    private final ServiceOrders orders;
    private final OrderDesk posting;
    private final Clock clock;
    private final ZoneId zone;

    SeriesDesk(AllSeries all, ServiceOrders orders, OrderDesk posting, Clock clock,
            @Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.all = all;
        this.orders = orders;
        this.posting = posting;
        this.clock = clock;
        this.zone = zone;
    }

    Versioned<OrderSeries> get(String seriesId) {
        return all.get(seriesId);
    }

    List<Versioned<OrderSeries>> list(Optional<String> communityId, Optional<String> after, int limit) {
        return all.list(communityId, after, limit);
    }

    ServiceOrders.Slice orders(String seriesId, Optional<Selection.After> after, int limit) {
        return orders.ofSeries(seriesId, after, limit);
    }

    /** The next days that have no order yet. */
    List<LocalDate> upcoming(OrderSeries series, int limit) {
        return series.status() == OrderSeries.Status.ENDED
                ? List.of()
                : series.plan().upcoming(clock.instant()).limit(limit).toList();
    }

    Versioned<OrderSeries> begin(RequestKey key, String communityId, Plan.Wish wish) {
        Instant now = clock.instant();
        Plan plan = Plan.of(key.firstId(), communityId, zone, wish);
        check(plan, now);
        all.begin(key, new OrderSeries.Running(plan).scheduled(now));
        return carriedOn(key.firstId());
    }

    Versioned<OrderSeries> revise(String seriesId, RequestKey key, LongConsumer ifMatch, UnaryOperator<Plan.Wish> edit) {
        Instant now = clock.instant();
        Plan seen = all.get(seriesId).state().plan();
        check(seen.revised(edit.apply(seen.wish())), now);
        return step(seriesId, key, ifMatch, now, series -> series.revise(edit.apply(series.plan().wish())));
    }

    Versioned<OrderSeries> pause(String seriesId, RequestKey key, LongConsumer ifMatch) {
        return step(seriesId, key, ifMatch, clock.instant(), OrderSeries::pause);
    }

    Versioned<OrderSeries> resume(String seriesId, RequestKey key, LongConsumer ifMatch) {
        return step(seriesId, key, ifMatch, clock.instant(), OrderSeries::resume);
    }

    Versioned<OrderSeries> end(String seriesId, RequestKey key, LongConsumer ifMatch) {
        Instant now = clock.instant();
        return step(seriesId, key, ifMatch, now, series -> series.end(now));
    }

    private Versioned<OrderSeries> step(String seriesId, RequestKey key, LongConsumer ifMatch, Instant now,
            Function<OrderSeries, OrderSeries> step) {
        all.change(seriesId, key, current -> {
            ifMatch.accept(current.version());
            return step.apply(current.state()).scheduled(now);
        });
        return carriedOn(seriesId);
    }

    private Versioned<OrderSeries> carriedOn(String seriesId) {
        carryOn(seriesId);
        return all.get(seriesId);
    }

    /** Decides on the orders that are to be made by now, makes them, and lets drafts follow or be published. */
    void carryOn(String seriesId) {
        Instant now = clock.instant();
        List<String> ids = Stream.generate(Ids::next).limit(AT_ONCE).toList();
        OrderSeries series = all.carryOn(seriesId, current -> current.ahead(now, ids).scheduled(now));
        Map<String, Day> outcomes = new HashMap<>();
        series.plan().days().stream().filter(Day::isPending)
                .forEach(day -> outcomes.put(day.orderId(), brought(series, day, now)));
        series.publishable(now).forEach(day -> outcomes.put(day.orderId(), published(day)));
        if (!outcomes.isEmpty()) {
            all.carryOn(seriesId, current -> current.settle(series.plan().revision(), outcomes).scheduled(now));
        }
    }

    private Day brought(OrderSeries series, Day day, Instant now) {
        if (!series.wants(day.date())) {
            return day.now(orders.withdraw(day.orderId(), "SERIES_CHANGED", now) ? Day.Step.WITHDRAWN : Day.Step.ON_ITS_OWN);
        }
        Plan plan = series.plan();
        ServiceOrder order = orders.keep(day.orderId(), plan.template().termsOn(day.date(), plan.zone()),
                plan.template().offersOn(day.date(), plan.zone()), now,
                (terms, offers) -> posting.draft(Occurrence.of(plan.seriesId(), day.date()), day.orderId(), plan.communityId(),
                        terms, offers));
        return day.now(order.follows() ? Day.Step.DRAFT : Day.Step.ON_ITS_OWN);
    }

    private Day published(Day day) {
        try {
            posting.publish(day.orderId(), UNKEYED, version -> {});
        } catch (Refused refused) {
            if (refused.refusal().kind() == Refusal.Kind.UNAVAILABLE) {
                throw refused;
            }
            if (refused.refusal() != OrderRefusal.NOT_A_DRAFT) {
                return day.refusedBy(refused.refusal().name());
            }
        }
        return day.now(Day.Step.ON_ITS_OWN);
    }

    /** A series is sound when its first order would be, and is published before it is too late to answer. */
    private void check(Plan plan, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (plan.publishDays().filter(days -> days > plan.leadDays()).isPresent()) {
            errors.add(FieldError.of("publishDaysBefore", "OUT_OF_RANGE", 0, plan.leadDays()));
        }
        for (int i = 0; i < plan.template().offers().size(); i++) {
            int hours = plan.template().offers().get(i).hoursBefore();
            if (plan.publishDays().filter(days -> hours >= 24 * days).isPresent()) {
                errors.add(FieldError.of("template.offers[" + i + "].hoursBefore", "BEFORE_PUBLICATION"));
            }
        }
        Optional<LocalDate> first = plan.upcoming(now).findFirst();
        if (first.isEmpty()) {
            errors.add(FieldError.of("rhythm", "NO_DAY"));
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
        checkOrder(plan, first.orElseThrow());
    }

    private void checkOrder(Plan plan, LocalDate date) {
        try {
            posting.check(plan.communityId(), plan.template().termsOn(date, plan.zone()),
                    plan.template().offersOn(date, plan.zone()));
        } catch (Invalid invalid) {
            throw new Invalid(invalid.errors().stream().map(SeriesDesk::ofTemplate).toList());
        }
    }

    private static FieldError ofTemplate(FieldError error) {
        return error.field().equals("communityId")
                ? error
                : new FieldError("template." + error.field(), error.code(), error.args());
    }
}
