package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.order.ClaimRefusal;
import cn.jinlin.request.order.Claimant;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedule;
import cn.jinlin.request.schedule.ScheduleRefusal;
import cn.jinlin.request.schedule.Schedules;

/**
 * Where else a member whose claim was refused may help: the emptiest of the orders that start next in its communities, or
 * anywhere for those that are open to the whole district. So a rush on one order flows to the others.
 */
@Component
class Alternatives {
    private static final int SHOWN = 3;
    /** Orders that are looked at for one community; they start within the shortest time. */
    private static final int LOOKED_AT = 20;
    private static final int COMMUNITIES = 8;
    /** How old the knowledge of open orders may be; a rush asks for them thousands of times a second. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final String DISTRICT = "";
    private static final Set<Refusal> HELPED = Set.of(ClaimRefusal.ALREADY_CLAIMED, ClaimRefusal.CLAIMING_CLOSED,
            ClaimRefusal.NOT_ELIGIBLE, ScheduleRefusal.TIME_OVERLAP, ClaimRefusal.UNIT_QUOTA_REACHED, ClaimRefusal.ORDER_FULL);

    private final ServiceOrders orders;
    private final Schedules schedules;
    private final ClaimSettings settings;
    private final Turnstile turnstile;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    Alternatives(ServiceOrders orders, Schedules schedules, ClaimSettings settings, Turnstile turnstile, Clock clock) {
        this.orders = orders;
        this.schedules = schedules;
        this.settings = settings;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    /** An order that the member may claim now. */
    record Alternative(String orderId, String number, String communityId, String title, Category category, Instant startsAt,
            Instant endsAt, int freePlaces) {
        static Alternative of(ServiceOrder order) {
            return new Alternative(order.orderId(), order.sheet().number(), order.sheet().communityId(), order.terms().title(),
                    order.terms().category(), order.terms().startsAt(), order.terms().endsAt(), order.sheet().freePlaces());
        }
    }

    private record Seen(Instant at, List<ServiceOrder> open) {}

    /** Whether another order may be open to a member that this refusal stands against. */
    boolean helps(Refused refused) {
        return HELPED.contains(refused.refusal());
    }

    /** At most three orders other than this one, the emptiest first. */
    List<Alternative> to(String orderId, Claimant who) {
        Instant now = clock.instant();
        List<ServiceOrder> open = communities(who).flatMap(community -> openIn(community, now).stream())
                .collect(Collectors.toMap(ServiceOrder::orderId, order -> order, (a, b) -> a)).values().stream()
                .filter(order -> !order.orderId().equals(orderId) && takes(order, who, now))
                .sorted(Comparator.comparingDouble(Alternatives::fill).thenComparing(order -> order.terms().startsAt())
                        .thenComparing(ServiceOrder::orderId))
                .toList();
        return open.isEmpty() ? List.of() : fitting(open, who.memberId(), now);
    }

    private List<Alternative> fitting(List<ServiceOrder> open, String memberId, Instant now) {
        Schedule schedule = turnstile.pass(() -> schedules.of(memberId));
        return open.stream()
                .filter(order -> schedule.allows(
                        Hold.pending(order.orderId(), "", order.terms().startsAt(), order.terms().endsAt(), now), now,
                        settings.allowance()))
                .limit(SHOWN).map(Alternative::of).toList();
    }

    private static Stream<String> communities(Claimant who) {
        return Stream.concat(Stream.of(DISTRICT), who.communities().limit(COMMUNITIES));
    }

    private List<ServiceOrder> openIn(String community, Instant now) {
        return seen.compute(community,
                (same, before) -> before != null && now.isBefore(before.at().plus(FRESH)) ? before : look(community, now)).open();
    }

    private Seen look(String community, Instant now) {
        Optional<String> within = Optional.of(community).filter(id -> !id.equals(DISTRICT));
        return new Seen(now, new ArrayList<>(turnstile.pass(() -> orders.withPlaces(within, now, LOOKED_AT))));
    }

    private static boolean takes(ServiceOrder order, Claimant who, Instant now) {
        Objections objections = new Objections(List.of(who.memberId()));
        objections.hear(who.memberId(), () -> order.asOf(now).state().admit(who, now));
        return !objections.any() && order.full(who).isEmpty();
    }

    private static double fill(ServiceOrder order) {
        return (double) order.sheet().roster().claimed() / order.terms().capacity().max();
    }
}
